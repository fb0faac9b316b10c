/** Headings of a description's sections, and what stands under them. */
export type SectionMode = 'required' | 'nice' | 'duties' | 'company';

export const SECTION_HEADINGS: readonly (readonly [SectionMode, string])[] = [
  [
    'required',
    'requirements, requirement, qualifications, minimum qualifications, basic qualifications, required qualifications, required skills, skills required, must have, must haves, must have skills, what you will need, what youll need, what you need, what we look for, what we are looking for, what were looking for, who you are, about you, you have, you bring, you are, what you bring, what youll bring, what you will bring, your profile, your background, your experience, skills and experience, experience and skills, key skills, skills, your skills, ideal candidate, what we expect, we expect, what makes you a great fit, you might be a good fit, you may be a good fit, your qualifications, your skills and experience, experience, tech stack, our stack, our tech stack, technologies',
  ],
  [
    'required',
    'anforderungen, dein profil, ihr profil, das bringst du mit, das bringen sie mit, was du mitbringst, qualifikationen, voraussetzungen, deine qualifikation, was wir erwarten, wir erwarten, kenntnisse',
  ],
  ['required', 'profil recherche, votre profil, ton profil, profil, competences requises, competences, prerequis, ce que nous recherchons'],
  [
    'required',
    'requisitos, requisitos obligatorios, requisitos imprescindibles, lo que buscamos, que buscamos, perfil, tu perfil, experiencia requerida, requisitos e qualificacoes, o que esperamos, o que buscamos, requisitos obrigatorios, conhecimentos',
  ],
  [
    'required',
    'wymagania, oczekiwania, nasze wymagania, czego oczekujemy, profil kandydata, wymagamy, requisiti, requisiti richiesti, competenze richieste, cosa cerchiamo, functie eisen, functieeisen, wat vragen wij, wat breng je mee, jouw profiel, wie ben jij, vem ar du, krav, kvalifikationer, vi soker dig som, pozadujeme, pozadavky, co ocekavame, требования, мы ожидаем, что мы ждем, наши ожидания, вимоги, ми очікуємо, aranan nitelikler, 応募資格, 必須スキル, 必須条件, 必須要件, 任职要求, 岗位要求, 职位要求, 필수요건, 자격요건, 지원자격',
  ],
  [
    'nice',
    'nice to have, nice to haves, bonus, bonus points, bonus if, preferred, preferred qualifications, preferred skills, preferred experience, pluses, plus, extra points, good to have, desirable, desired skills, desired qualifications, it would be great, it is a plus, its a plus, would be a plus, additional skills, even better, brownie points, great if',
  ],
  [
    'nice',
    'von vorteil, wunschenswert, das ware toll, idealerweise, les plus, un plus, atouts, serait un plus, deseable, deseables, se valora, valorable, valoramos, requisitos deseables, diferenciais, desejavel, requisitos desejaveis, sera um diferencial, mile widziane, dodatkowym atutem, atutem bedzie, nice to know, gradita, gradite, costituisce titolo preferenziale, pre, meriterande, meriterar, vyhodou, vyhoda, будет плюсом, будет преимуществом, желательно, буде плюсом, tercih sebebi, 歓迎スキル, 歓迎条件, 加分项, 优先, 우대사항, 우대조건',
  ],
  [
    'duties',
    'responsibilities, key responsibilities, what you will do, what youll do, what you will be doing, your role, the role, role, about the role, your responsibilities, your tasks, job description, your mission, what you do, day to day, in this role, your impact, deine aufgaben, ihre aufgaben, aufgaben, vos missions, missions, tes missions, responsabilidades, funciones, tareas, atividades, tus funciones, obowiazki, zakres obowiazkow, twoje zadania, responsabilita, attivita, wat ga je doen, taken, arbetsuppgifter, napln prace, обязанности, задачи, чем предстоит заниматься, обовязки, gorev tanimi, 仕事内容, 业務内容, 岗位职责, 职责, 주요업무, 담당업무',
  ],
  [
    'company',
    'benefits, perks, perks and benefits, what we offer, we offer, our benefits, compensation, about us, about the company, who we are, our mission, our values, why join us, why us, company, our company, the company, equal opportunity, eeo, diversity, our culture, culture, wir bieten, das bieten wir, was wir bieten, uber uns, unsere benefits, nous offrons, ce que nous offrons, avantages, a propos, qui sommes nous, ofrecemos, que ofrecemos, beneficios, sobre nosotros, quienes somos, oferecemos, sobre nos, sobre a empresa, oferujemy, co oferujemy, o nas, benefity, offriamo, chi siamo, wat bieden wij, wij bieden, over ons, vi erbjuder, om oss, nabizime, мы предлагаем, условия, о нас, о компании, ми пропонуємо, про нас, 福利, 福利厚生, 待遇, 关于我们, 복지',
  ],
];

/** Words inside a line that make what it names welcome and not asked for. */
export const WELCOME_WORDS =
  'nice to have, a plus, is a plus, are a plus, big plus, huge plus, strong plus, definite plus, bonus, bonus points, preferred, preferably, ideally, desirable, desired, advantageous, an advantage, would be great, not required, optional, von vorteil, wunschenswert, idealerweise, un plus, un atout, idealement, apprecie, deseable, se valora, valorable, idealmente, desejavel, diferencial, mile widziane, dodatkowy atut, atutem, preferibile, gradita, pluspunt, is een pre, meriterande, vyhodou, плюсом, преимуществом, желательно, перевагою, tercihen, 歓迎, 优先, 加分, 우대';

/** What a description's words say about the kind of work: `backend` for, the others against or of another kind. Weight of one mention. */
export type WorkSide = 'backend' | 'operations' | 'frontend' | 'mobile' | 'ml' | 'embedded' | 'sales' | 'testing' | 'apps';

export const WORK_WORDS: readonly (readonly [WorkSide, number, string])[] = [
  [
    'backend',
    3,
    'backend, back end, backend*, server side, serverside, back end services, serverseitig*, cote serveur, бэкенд*, бекенд*, 后端, 後端, 服务端, サーバーサイド, バックエンド, 백엔드',
  ],
  [
    'backend',
    2,
    'rest api, rest apis, restful, restful api, restful apis, grpc, graphql, api design, apis, web services, api endpoints, microservice, microservices, micro services, microservicios, microsservicos, distributed system, distributed systems, event driven, message queue, message queues, message broker, message brokers, service oriented, high throughput, request handling, rpc, микросервис*, 微服务, マイクロサービス',
  ],
  [
    'backend',
    1.5,
    'spring boot, springboot, spring, django, flask, fastapi, rails, ruby on rails, laravel, symfony, nestjs, node.js, nodejs, node js, express.js, expressjs, asp.net, .net core, .net, dotnet, hibernate, golang, quarkus, micronaut, phoenix, elixir, scala, akka, entity framework, gin, actix, tokio, sqlalchemy, celery, sidekiq, jvm',
  ],
  [
    'backend',
    1,
    'java, python, php, ruby, c#, kotlin, rust, erlang, clojure, haskell, cobol, sql, postgresql, postgres, mysql, mariadb, mongodb, redis, dynamodb, cassandra, elasticsearch, sql server, mssql, oracle, nosql, kafka, rabbitmq, sqs, pub sub, kinesis, memcached, database design, database schema, data modeling, data models, schema design, relational database, relational databases, databases, caching, concurrency, scalability, scalable, low latency, throughput, idempotency, transactions, consistency, replication, sharding, queues, payment systems, billing systems, third party apis, integrations, business logic, domain driven design, datenbanken, bases de donnees, bases de datos, bancos de dados, baz danych, datenbank*, 数据库, データベース',
  ],
  [
    'backend',
    0.5,
    'docker, kubernetes, aws, gcp, azure, ci cd, unit tests, code reviews, api, services, system design, software architecture, typescript',
  ],
  [
    'operations',
    2,
    'terraform, ansible, infrastructure as code, site reliability, sre, devops, observability, prometheus, grafana, helm, cloudformation, incident response, on call, runbooks, slos, slis, cloud infrastructure, iac, ci cd pipelines, gitops, service mesh, siem, vulnerability, vulnerabilities, threat, threats, threat modeling, threat modelling, penetration testing, penetration tests, security controls, security reviews, security review, security architecture, application security, cloud security, infrastructure security, security engineering, security tooling, security standards, security risks, secure by design, devsecops, sast, dast, iam, intrusion detection, hardening, system administration, cloud reliability, infrastructure automation, developer productivity, developer tooling, build systems, data pipeline, data pipelines, etl, data warehouse, airflow, spark, dbt, snowflake, data lake, kubernetes clusters',
  ],
  [
    'frontend',
    2,
    'frontend, front end, frontend*, react, react.js, reactjs, angular, vue, vue.js, svelte, next.js, redux, css, css3, html, html5, sass, tailwind, ui components, user interfaces, user interface, design system, design systems, figma, pixel perfect, webpack, responsive design, storybook, browser, web performance, accessibility standards, wcag, component library',
  ],
  [
    'mobile',
    3,
    'ios, android, swift, swiftui, react native, flutter, mobile app, mobile apps, app store, google play, jetpack compose, objective c, mobile development, mobile application',
  ],
  [
    'ml',
    2.5,
    'machine learning models, model training, train models, training models, pytorch, tensorflow, deep learning, computer vision, nlp, reinforcement learning, fine tuning, fine tune, jupyter, notebooks, scikit learn, statistical models, neural networks, transformers, research papers, publications, hugging face, cuda, feature engineering',
  ],
  ['ml', 1, 'statistics, experimentation, a b testing, phd'],
  [
    'embedded',
    3,
    'embedded systems, embedded system, embedded software, embedded linux, embedded c, embedded c++, embedded engineer, embedded developer, embedded development, embedded programming, embedded devices, firmware, microcontroller, microcontrollers, fpga, verilog, vhdl, rtos, plc, oscilloscope, schematics, pcb, solidworks, autocad, cad, mechanical, electrical, robotics, ros, can bus, spi, i2c, uart, bare metal firmware, actuators, silicon, rtl, soc architecture',
  ],
  // «Embedded in the flow of every dollar», «home-office hardware» are said by everybody.
  ['embedded', 1, 'embedded, hardware, sensors, manufacturing, flight, semiconductor'],
  [
    'sales',
    3,
    'quota, pre sales, presales, prospects, sales team, account executives, sales cycle, rfp, rfps, support tickets, troubleshoot customer, customer issues, trusted advisor, post sales, zendesk, onboarding customers, sales engineers, customer environments',
  ],
  ['sales', 1, 'customer facing, proof of concept, proofs of concept, pocs, demos, customer success, escalations, go to market'],
  [
    'testing',
    3,
    'test cases, test plans, test automation, selenium, cypress, playwright, appium, manual testing, regression testing, qa, quality assurance, test strategy, test suites, test scripts, testrail',
  ],
  [
    'apps',
    3,
    'salesforce, apex, sap, abap, workday, servicenow, netsuite, dynamics 365, sharepoint, power platform, active directory, help desk, helpdesk, desktop support, okta administration, mdm, jamf, intune, power apps, erp',
  ],
];

/** Phrases before the words for the role: «we are looking for a Senior …». */
export const ANCHORS =
  'looking for, looking for a, looking for an, looking to hire, looking to add, searching for, seeking, seeks, seeking a, seeking an, hiring, hiring a, hiring an, we need, we need a, in need of, join us as, join as, as a, as an, as our, role of, position of, opportunity for, opening for, search of, recruiting, is for a, is for an, this is a, this is an, suchen, suchen wir, suchen einen, suchen eine, sucht, als, fur eine, recherchons, recherche, recherchons un, recherchons une, cherchons, en tant que, buscamos, buscamos un, buscamos una, busca, estamos buscando, como, en busca de, em busca de, procuramos, estamos a procura de, buscando, zoeken, zijn op zoek naar, op zoek naar, poszukujemy, szukamy, poszukuje, jako, cerchiamo, ricerca, siamo alla ricerca di, ricerchiamo, soker, letar efter, hledame, ищем, в поисках, требуется, шукаємо, ariyoruz, ariyor';

/** Words that name a level of the position itself, wherever they stand. */
export const LEVEL_PHRASES: readonly (readonly ['entry' | 'mid' | 'senior', string])[] = [
  [
    'entry',
    'entry level position, entry level role, entry level opportunity, entry level engineer, junior level, junior role, junior position, recent graduates are welcome, recent graduates welcome, new graduates welcome, ideal for recent graduates, no experience required, no prior experience, berufseinsteiger*, absolventen willkommen, einstiegsposition, debutant accepte, debutants acceptes, jeune diplome, sin experiencia previa, primer empleo, recien graduados, primeiro emprego, sem experiencia, stanowisko juniorskie, neolaureati, startersfunctie, starters welkom, без опыта, 新卒歓迎, 未経験歓迎, 应届毕业生, 應屆畢業生, 신입',
  ],
  [
    'mid',
    'mid level role, mid level position, mid level engineer, mid level developer, mid level software, intermediate level, mid level backend, semi senior, nivel pleno, perfil pleno, profil confirme, medior niveau, medior developer, poziom mid, poziom regular',
  ],
  [
    'senior',
    'senior level, senior role, senior position, senior individual contributor, senior ic, nivel senior, perfil senior, profil senior, seniorniveau, senior niveau, poziom senior, livello senior, уровень senior, senior seviye',
  ],
];

/** Units of years in the languages of the first release, folded. */
export const YEAR_WORDS =
  'years, year, yrs, yr, yoe, years of, jahre, jahren, jahr, jahrige, ans, annees, annee, an, anos, ano, jaar, jaren, lat, lata, roku, rok, anni, anno, ar, arig, let, roky, years+, год, года, лет, роки, років, року, yil, vuotta, vuoden, ev, ani, 年, 년';

/** Words that make a number of years an experience asked for. */
export const EXPERIENCE_WORDS =
  'experience, experienced, experiences, exp, expertise, track record, background, industry, professional, working, berufserfahrung, erfahrung, *erfahrung, erfahren, praxis, experience*, experiencia, experiencias, experiencia*, ervaring, *ervaring, werkervaring, doswiadczenia, doswiadczenie, doswiadczeniem, esperienza, esperienze, erfarenhet, erfaring, praxe, praxi, zkusenosti, опыт, опыта, опытом, стаж, досвід, досвіду, deneyim*, tecrube*, kokemus*, 経験, 经验, 工作经验, 경력, 경험';

/** Words that make a number of years something else: the company's age, a contract, a degree, a product. */
export const YEARS_VETO =
  'founded, established, history, anniversary, old, age, since, contract, fixed term, term, in business, vesting, vest, cliff, degree program, warranty, our company, we have been, has been, over the past, over the last, in the last, last, past, next, within, every, per year, a year, each year, months, vacation, sabbatical, paid leave, leave, tenure, growth, revenue, consecutive, in a row, clearance, program, warranty period, bestehen, unternehmensgeschichte, gegrundet, befristet, existe, depuis, fondee, fundada, desde, historia, mas de la empresa, rynku, oprichting, na rynku, from now, ago, customers, clients, serving, trusted, leader, leading, market leader, fortune, team of, combined experience, combined';

/** Spelled numbers, folded. */
export const NUMBER_WORDS: readonly (readonly [number, string])[] = [
  [1, 'one, ein, eins, eine, einem, einjahrige, une, uno, um, jeden, een, egy, один'],
  [2, 'two, zwei, deux, dos, dois, duas, twee, dwa, due, tva, två, два, zweijahrige'],
  [3, 'three, drei, trois, tres, drie, trzy, tre, три, dreijahrige, mehrjahrige'],
  [4, 'four, vier, quatre, cuatro, quatro, cztery, quattro, fyra, четыре'],
  [5, 'five, funf, cinq, cinco, vijf, piec, cinque, fem, пять, funfjahrige'],
  [6, 'six, sechs, seis, zes, szesc, sei, sex, шесть'],
  [7, 'seven, sieben, sept, siete, sete, zeven, siedem, sette, sju, семь'],
  [8, 'eight, acht, huit, ocho, oito, osiem, otto, atta, восемь'],
  [10, 'ten, zehn, dix, diez, dez, tien, dziesiec, dieci, tio, десять'],
];

/** Tags of work and life, and of the guide's pay factors. */
export const TAG_WORDS: readonly (readonly [
  'on-call' | 'high-scale' | 'certification' | 'security' | 'flexible-hours' | 'async',
  string,
])[] = [
  [
    'on-call',
    'on call, oncall, on call rotation, pager duty, pagerduty, pager rotation, after hours support, emergency fixes, rufbereitschaft, bereitschaftsdienst, astreinte, astreintes, guardias, sobreaviso, plantao, dyzur, dyzury, reperibilita, jour, pohotovost, дежурств*, 24 7 support, オンコール',
  ],
  [
    'high-scale',
    'millions of requests, million requests, billions of requests, billion requests, millions of users, million users, billions of events, millions of events, petabyte, petabytes, high scale, massive scale, internet scale, high throughput, high traffic, large scale distributed, large scale systems, high load, highload, ultra low latency, low latency, requests per second, transactions per second, millions of transactions, billions of transactions, hochlast*, forte charge, alta escala, gran escala, grande escala, millones de usuarios, milhoes de usuarios, высоконагруженн*, хайлоад, high volume, 高并发, 大規模トラフィック',
  ],
  [
    'certification',
    'aws certified, aws certification, aws certifications, azure certification, azure certifications, azure certified, gcp certification, google cloud certified, google cloud certification, cloud certification, cloud certifications, certified kubernetes, cka, ckad, cissp, cism, ceh, oscp, comptia security, security+, certified solutions architect, solutions architect certification, professional certification, oracle certified, certified developer, zertifizierung*, certificacion*, certificacao, certificacoes, certyfikat*, certificazion*, certification aws, сертификат*',
  ],
  [
    'security',
    'secure coding, application security, owasp, threat modeling, threat modelling, penetration testing, security best practices, secure software, encryption, oauth, authentication and authorization, pci dss, soc 2, sql injection, xss, vulnerability, vulnerabilities, cryptography, security reviews, security clearance reviews',
  ],
  [
    'flexible-hours',
    'flexible hours, flexible working hours, flexible work hours, flexible schedule, flexible working, flexible work schedule, flextime, flexitime, gleitzeit, flexible arbeitszeiten, flexible arbeitszeit, horaires flexibles, horaires souples, horario flexible, horarios flexibles, horario flexivel, horarios flexiveis, elastyczne godziny, elastyczny czas pracy, orario flessibile, flessibele werktijden, flexibele werktijden, flexibla arbetstider, flexibilni pracovni doba, гибкий график, гнучкий графік, esnek calisma, フレックス, 弹性工作',
  ],
  [
    'async',
    'async communication, asynchronous communication, async first, asynchronous first, asynchronously, async work, work async, remote async, async culture, asynchron*, asincron*, assincron*',
  ],
];
