/** Words that a reader types into the search box and the filter they mean: key, value, words. Places, skills and pay are read by rules. */
export const QUERY_WORDS: readonly (readonly [key: string, value: string, label: string, words: string])[] = [
  ['level', 'entry', 'Entry level', 'junior, jr, entry, entry level, graduate, new grad, grad, juniors, absolvent, debutant, mlodszy'],
  [
    'title',
    'Backend Development Intern',
    'Internships',
    'intern, interns, internship, internships, praktikum, werkstudent, stage, stagiaire, estagio, praktikant',
  ],
  ['title', 'System Developer Trainee', 'Trainees', 'trainee, apprentice, apprenticeship, ausbildung, alternance'],
  ['level', 'mid', 'Mid level', 'mid, mid level, middle, medior, intermediate, pleno, regular, confirme'],
  ['level', 'senior', 'Senior level', 'senior, sr, senior level, snr'],
  ['title', 'Lead Backend Engineer', 'Leads', 'lead, tech lead, team lead, leads'],
  ['title', 'Staff Backend Engineer', 'Staff and principal', 'staff, principal, distinguished'],
  ['level', 'manager', 'Engineering managers', 'engineering manager, engineering managers, manager, em'],
  ['level', 'director', 'Directors', 'director, head of engineering, head of backend, head of'],
  ['level', 'vp', 'VPs', 'vp, vp of engineering, vp engineering, vice president'],
  ['level', 'executive', 'CTOs', 'cto, chief technology officer'],
  [
    'workplace',
    'remote',
    'Remote',
    'remote, remotely, fully remote, work from home, wfh, remoto, teletravail, homeoffice, home office, zdalnie',
  ],
  ['workplace', 'hybrid', 'Hybrid', 'hybrid, hybride, hibrido, hybrydowo'],
  ['workplace', 'onsite', 'On site', 'onsite, on site, in office, office, vor ort, presencial'],
  ['specialisation', 'devops', 'DevOps', 'devops, devsecops'],
  ['specialisation', 'sre', 'Site reliability', 'sre, site reliability, site reliability engineer'],
  ['specialisation', 'platform', 'Platform', 'platform, platform engineer, infrastructure, infrastructure engineer'],
  ['specialisation', 'security', 'Security', 'security, security engineer, appsec'],
  ['specialisation', 'data', 'Data engineering', 'data engineer, data engineering, data engineers'],
  ['specialisation', 'dba', 'Database administration', 'dba, database administrator'],
  ['specialisation', 'database', 'Database development', 'database developer, sql developer'],
  ['specialisation', 'integration', 'Integration', 'integration developer, integration engineer'],
  ['specialisation', 'architecture', 'Architecture', 'architect, software architect, architecture'],
  ['specialisation', 'cloud', 'Cloud', 'cloud engineer, cloud developer'],
  ['specialisation', 'fullstack', 'Full stack', 'fullstack, full stack'],
  ['specialisation', 'api', 'API development', 'api developer, api engineer'],
  ['pay', 'stated', 'Pay stated', 'with pay, with salary, pay stated, salary stated, paid, with pay stated'],
  ['pay', 'unknown', 'Pay not stated', 'without pay, no pay, without salary'],
  ['postedAfter', '1d', 'Since yesterday', 'today, last day, since yesterday'],
  ['postedAfter', '7d', 'Last 7 days', 'this week, last week, past week, last 7 days'],
  ['postedAfter', '30d', 'Last 30 days', 'this month, last month, past month, last 30 days'],
  ['industry', 'fintech', 'Fintech', 'fintech'],
  ['industry', 'healthcare', 'Healthcare', 'healthcare, health care, healthtech'],
  ['industry', 'enterprise-software', 'Enterprise software', 'enterprise software, saas'],
  ['industry', 'cybersecurity', 'Cybersecurity', 'cybersecurity, cyber security'],
  ['industry', 'gaming', 'Gaming', 'gaming, games'],
  ['industry', 'crypto-web3', 'Crypto and web3', 'crypto, web3, blockchain'],
  ['industry', 'e-commerce', 'E-commerce', 'ecommerce, e commerce'],
  ['industry', 'education', 'Education', 'edtech, education'],
  ['industry', 'energy-climate', 'Energy and climate', 'climate, energy, cleantech'],
  ['industry', 'biotech-pharma', 'Biotech and pharma', 'biotech, pharma'],
];

/** Words that say nothing in a search for backend work; dropped only when other words are filters. */
export const QUERY_FILLERS =
  'job, jobs, developer, developers, engineer, engineers, programmer, programmers, position, positions, role, roles, work, in, at, for, the, a, an, and, or, with, from, of, entwickler, developpeur, desarrollador, desenvolvedor, over, above, min, minimum, least, plus, more, than, per, year, yearly, annual, salary, pay, based, level, anywhere, software, backend, near, years, since, als, en, de';

/** Skills whose everyday meaning is another, so that the bare word stays text; `go` and `rust` are typed as languages here. */
export const QUERY_SKILLS_AS_TEXT =
  'play, chef, puppet, dart, julia, phoenix, nomad, aurora, lambda, lambdas, temporal, sentry, pulsar, gin, c, r, oracle, cloudflare, iam, compliance, cache, caching, caches, agile, authentication, authorization, rest, soap, hive, helm, celery, thrift, git, github, encryption, profiling, monolith, scalability, spark';

/** Currency signs and words typed beside an amount. */
export const QUERY_CURRENCIES: readonly (readonly [string, string])[] = [
  ['EUR', '€, eur, euro, euros'],
  ['USD', '$, usd, us$, dollar, dollars'],
  ['GBP', '£, gbp, pound, pounds'],
  ['CHF', 'chf'],
  ['PLN', 'pln, zl, zł'],
  ['CAD', 'cad, c$, ca$'],
  ['AUD', 'aud, a$'],
  ['SEK', 'sek'],
  ['INR', 'inr, ₹'],
  ['BRL', 'brl, r$'],
  ['JPY', 'jpy, ¥'],
  ['CZK', 'czk'],
  ['DKK', 'dkk'],
  ['NOK', 'nok'],
];
