export const SKILL_CATEGORIES = [
  'language',
  'framework',
  'database',
  'api',
  'cloud',
  'container',
  'messaging',
  'ci-cd',
  'observability',
  'version-control',
  'security',
  'architecture',
  'performance',
  'tool',
] as const;
export type SkillCategory = (typeof SKILL_CATEGORIES)[number];

export interface Skill {
  /** Stored in rows: stable for ever, never reused. */
  readonly code: number;
  /** In addresses and the API: `csharp`, `node-js`. */
  readonly slug: string;
  readonly name: string;
  readonly category: SkillCategory;
}

export interface SkillUse {
  readonly slug: string;
  /** Asked for in the title or the requirements; false: only mentioned. */
  readonly required: boolean;
}

/** The vocabulary. Append only; words that find them live in `src/normalise/tables/skill-words.ts`. */
export const SKILLS: readonly Skill[] = (
  [
    [1, 'python', 'Python', 'language'],
    [2, 'java', 'Java', 'language'],
    [3, 'javascript', 'JavaScript', 'language'],
    [4, 'typescript', 'TypeScript', 'language'],
    [5, 'go', 'Go', 'language'],
    [6, 'rust', 'Rust', 'language'],
    [7, 'ruby', 'Ruby', 'language'],
    [8, 'php', 'PHP', 'language'],
    [9, 'csharp', 'C#', 'language'],
    [10, 'cpp', 'C++', 'language'],
    [11, 'c', 'C', 'language'],
    [12, 'kotlin', 'Kotlin', 'language'],
    [13, 'scala', 'Scala', 'language'],
    [14, 'elixir', 'Elixir', 'language'],
    [15, 'erlang', 'Erlang', 'language'],
    [16, 'clojure', 'Clojure', 'language'],
    [17, 'haskell', 'Haskell', 'language'],
    [18, 'swift', 'Swift', 'language'],
    [19, 'perl', 'Perl', 'language'],
    [20, 'r', 'R', 'language'],
    [21, 'sql', 'SQL', 'language'],
    [22, 'cobol', 'COBOL', 'language'],
    [23, 'fsharp', 'F#', 'language'],
    [24, 'groovy', 'Groovy', 'language'],
    [25, 'bash', 'Bash', 'language'],
    [100, 'node-js', 'Node.js', 'framework'],
    [101, 'express', 'Express.js', 'framework'],
    [102, 'django', 'Django', 'framework'],
    [103, 'flask', 'Flask', 'framework'],
    [104, 'rails', 'Ruby on Rails', 'framework'],
    [105, 'spring-boot', 'Spring Boot', 'framework'],
    [106, 'dotnet', '.NET', 'framework'],
    [200, 'postgresql', 'PostgreSQL', 'database'],
    [201, 'mysql', 'MySQL', 'database'],
    [202, 'mongodb', 'MongoDB', 'database'],
    [203, 'redis', 'Redis', 'database'],
    [300, 'rest', 'REST', 'api'],
    [301, 'graphql', 'GraphQL', 'api'],
    [302, 'grpc', 'gRPC', 'api'],
    [400, 'aws', 'AWS', 'cloud'],
    [401, 'gcp', 'Google Cloud', 'cloud'],
    [402, 'azure', 'Azure', 'cloud'],
    [500, 'docker', 'Docker', 'container'],
    [501, 'kubernetes', 'Kubernetes', 'container'],
    [600, 'kafka', 'Kafka', 'messaging'],
    [601, 'rabbitmq', 'RabbitMQ', 'messaging'],
  ] as const
).map(([code, slug, name, category]) => ({ code, slug, name, category }));
