import type { Industry } from '../domain/industry.js';
import type { Level } from '../domain/level.js';

/** Words that invented postings are made of. None of these companies exists; any likeness is chance. */
export const COMPANY_FIRST = [
  'Alder',
  'Basalt',
  'Cobalt',
  'Dune',
  'Ember',
  'Fjord',
  'Garnet',
  'Harbour',
  'Iris',
  'Juniper',
  'Kestrel',
  'Larch',
  'Marl',
  'Nimbus',
  'Ochre',
  'Pewter',
  'Quill',
  'Rowan',
  'Sable',
  'Tarn',
  'Umber',
  'Vesper',
  'Willow',
  'Xenon',
  'Yarrow',
  'Zephyr',
] as const;

export const COMPANY_SECOND: readonly (readonly [string, Industry])[] = [
  ['Pay', 'fintech'],
  ['Ledger', 'fintech'],
  ['Health', 'healthcare'],
  ['Clinic', 'healthcare'],
  ['Works', 'enterprise-software'],
  ['Suite', 'enterprise-software'],
  ['Cloud', 'developer-tools'],
  ['Shield', 'cybersecurity'],
  ['Market', 'e-commerce'],
  ['Play', 'gaming'],
  ['Learn', 'education'],
  ['Freight', 'mobility-logistics'],
  ['Grid', 'energy-climate'],
];

export interface InventedPlace {
  readonly city: string;
  readonly country: string;
  readonly currency: string;
  /** Yearly base of an unmarked backend developer, in the currency. */
  readonly base: number;
  readonly weight: number;
  readonly statesPay: number;
}

export const PLACES: readonly InventedPlace[] = [
  { city: 'San Francisco, CA', country: 'US', currency: 'USD', base: 158_000, weight: 16, statesPay: 0.8 },
  { city: 'New York, NY', country: 'US', currency: 'USD', base: 150_000, weight: 16, statesPay: 0.85 },
  { city: 'Austin, TX', country: 'US', currency: 'USD', base: 132_000, weight: 8, statesPay: 0.5 },
  { city: 'Berlin', country: 'DE', currency: 'EUR', base: 66_000, weight: 14, statesPay: 0.45 },
  { city: 'Munich', country: 'DE', currency: 'EUR', base: 71_000, weight: 8, statesPay: 0.4 },
  { city: 'London', country: 'GB', currency: 'GBP', base: 68_000, weight: 14, statesPay: 0.5 },
  { city: 'Manchester', country: 'GB', currency: 'GBP', base: 55_000, weight: 4, statesPay: 0.5 },
  { city: 'Amsterdam', country: 'NL', currency: 'EUR', base: 68_000, weight: 7, statesPay: 0.4 },
  { city: 'Paris', country: 'FR', currency: 'EUR', base: 56_000, weight: 6, statesPay: 0.45 },
  { city: 'Warsaw', country: 'PL', currency: 'PLN', base: 228_000, weight: 8, statesPay: 0.75 },
  { city: 'Stockholm', country: 'SE', currency: 'SEK', base: 620_000, weight: 4, statesPay: 0.2 },
  { city: 'Toronto, ON', country: 'CA', currency: 'CAD', base: 122_000, weight: 7, statesPay: 0.6 },
];

export interface InventedRung {
  readonly words: readonly string[];
  readonly level: Level;
  readonly factor: number;
  readonly weight: number;
  readonly years: number;
}

export const RUNGS: readonly InventedRung[] = [
  { words: ['Junior {role}', '{role} I', 'Graduate {role}'], level: 'entry', factor: 0.68, weight: 9, years: 1 },
  { words: ['{role} Intern'], level: 'entry', factor: 0.45, weight: 2, years: 0 },
  { words: ['Mid-level {role}', '{role} II'], level: 'mid', factor: 0.95, weight: 9, years: 3 },
  { words: ['{role}'], level: 'mid', factor: 1, weight: 26, years: 4 },
  { words: ['Senior {role}', 'Sr. {role}'], level: 'senior', factor: 1.26, weight: 32, years: 5 },
  { words: ['Lead {role}', '{role} Team Lead'], level: 'senior', factor: 1.38, weight: 6, years: 7 },
  { words: ['Staff {role}', 'Principal {role}'], level: 'senior', factor: 1.58, weight: 9, years: 8 },
  { words: ['Director of Engineering, Backend'], level: 'director', factor: 1.9, weight: 2, years: 10 },
  { words: ['VP of Engineering'], level: 'vp', factor: 2.4, weight: 1, years: 14 },
];

export interface InventedStack {
  readonly language: string;
  readonly roles: readonly string[];
  readonly with: readonly string[];
  readonly factor: number;
  readonly weight: number;
}

export const STACKS: readonly InventedStack[] = [
  {
    language: 'Go',
    roles: ['Backend Engineer (Go)', 'Backend Engineer', 'Golang Developer'],
    with: ['gRPC', 'PostgreSQL', 'Kubernetes', 'Kafka'],
    factor: 1.06,
    weight: 15,
  },
  {
    language: 'Rust',
    roles: ['Backend Engineer (Rust)', 'Rust Backend Developer'],
    with: ['PostgreSQL', 'gRPC', 'Linux'],
    factor: 1.09,
    weight: 6,
  },
  {
    language: 'Java',
    roles: ['Java Backend Developer', 'Backend Engineer', 'Java Developer'],
    with: ['Spring Boot', 'MySQL', 'Kafka', 'AWS'],
    factor: 1,
    weight: 22,
  },
  {
    language: 'Python',
    roles: ['Python Backend Developer', 'Backend Engineer', 'Python Developer'],
    with: ['Django', 'PostgreSQL', 'Redis', 'AWS'],
    factor: 1.01,
    weight: 22,
  },
  {
    language: 'TypeScript',
    roles: ['Node.js Backend Developer', 'Backend Engineer'],
    with: ['Node.js', 'PostgreSQL', 'GraphQL', 'Docker'],
    factor: 0.99,
    weight: 14,
  },
  { language: 'C#', roles: ['.NET Backend Developer', '.NET Developer'], with: ['.NET', 'Azure', 'SQL Server'], factor: 0.95, weight: 8 },
  { language: 'PHP', roles: ['PHP Backend Developer', 'PHP Developer'], with: ['Laravel', 'MySQL', 'Redis'], factor: 0.86, weight: 6 },
  {
    language: 'Ruby',
    roles: ['Ruby Backend Developer', 'Rails Developer'],
    with: ['Ruby on Rails', 'PostgreSQL', 'Redis'],
    factor: 1.02,
    weight: 5,
  },
  { language: 'Kotlin', roles: ['Kotlin Backend Engineer'], with: ['Spring Boot', 'PostgreSQL', 'Kubernetes'], factor: 1.03, weight: 4 },
  {
    language: 'Go',
    roles: ['DevOps Engineer', 'Site Reliability Engineer', 'Platform Engineer'],
    with: ['Kubernetes', 'Terraform', 'AWS'],
    factor: 1.05,
    weight: 8,
  },
];

export const INDUSTRY_FACTOR: Partial<Record<Industry, number>> = {
  fintech: 1.08,
  healthcare: 1.03,
  'enterprise-software': 1.05,
  gaming: 0.93,
  education: 0.88,
};

export const TEAMS = [
  'Payments',
  'Search',
  'Identity',
  'Billing',
  'Messaging',
  'Data Platform',
  'Checkout',
  'Notifications',
  'Reporting',
  'Catalogue',
  'Scheduling',
  'Risk',
] as const;

export const DUTIES = [
  'design services and the interfaces between them',
  'keep queries fast as tables grow past a billion rows',
  'write the code, the tests and the runbook',
  'review what colleagues build and have your own work reviewed',
  'split an old monolith along lines that teams can own',
  'measure before changing, and say what was measured',
  'take part in an on-call rota of one week in eight',
  'work with product people on what is worth building',
  'plan migrations that nobody notices',
  'mentor those who joined after you',
  'make failure boring: timeouts, retries, back-pressure',
  'answer for the security of what you ship',
] as const;

export const BENEFITS = [
  '30 days of holiday and the expectation that you take them',
  'a learning budget of 1,500 a year',
  'flexible hours around a core of four',
  'a pension with a matching contribution',
  'parental leave of 20 weeks',
  'hardware of your choice',
] as const;
