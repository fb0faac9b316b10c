import type { EmploymentType } from '#src/domain/posting';
import type { Industry } from '#src/domain/industry';
import type { Level } from '#src/domain/level';

/** Values of a source's own seniority field: lowest and highest level meant, whether it is exact enough to beat the title, words. */
export const SENIORITY_VALUES: readonly (readonly [Level, Level, boolean, string])[] = [
  [
    'entry',
    'entry',
    true,
    'intern, internship, praktikum, werkstudent, stage, student, trainee, apprentice, entry level, entry-level, entry, junior, graduate, new grad, beginner, berufseinsteiger, einsteiger, debutant, junior level, no experience, stazysta, praktykant, mlodszy specjalista, estagio, becario, стажер, младший, 新卒, 应届',
  ],
  [
    'mid',
    'mid',
    true,
    'mid, mid level, mid-level, middle, midweight, intermediate, medior, regular, pleno, semi senior, professional, confirme, specjalista, средний, 中级',
  ],
  [
    'senior',
    'senior',
    true,
    'senior, senior level, sr, starszy specjalista, старший, 高级, expert, lead, staff, principal, staff+, senior+, senior expert, lead level, ekspert',
  ],
  [
    'mid',
    'senior',
    false,
    'mid senior level, mid-senior level, mid senior, experienced, experienced professional, berufserfahren, erfahren',
  ],
  ['entry', 'mid', false, 'associate, junior mid, entry mid'],
  ['manager', 'manager', false, 'manager, management, team lead, kierownik, people manager, manager supervisor'],
  ['director', 'director', false, 'director, head, dyrektor'],
  ['vp', 'vp', false, 'vp, vice president'],
  ['executive', 'executive', false, 'c level, c-level, cxo'],
  ['unspecified', 'unspecified', false, 'all levels, multiple levels, any level'],
];

/** Values of a source's employment field. */
export const EMPLOYMENT_VALUES: readonly (readonly [EmploymentType, string])[] = [
  [
    'internship',
    'intern*, internship, praktik*, werkstud*, stage, stagiaire, estagio, becario, trainee, apprentice*, working student, student',
  ],
  ['part-time', 'part time, parttime, part_time, teilzeit, temps partiel, medio tiempo, tiempo parcial, meio periodo, deeltijd, pol etatu'],
  [
    'contract',
    'contract, contractor, contract to hire, freelance, freelancer, b2b, pj, c2c, 1099, independent, kontrakt, freelance*, prestation, autonomo, consultant, umowa zlecenie',
  ],
  ['temporary', 'temporary, temp, fixed term, fixed_term, befristet, cdd, temporal, temporario, seasonal, tijdelijk'],
  [
    'full-time',
    'full time, fulltime, full_time, permanent, vollzeit, temps plein, cdi, tiempo completo, jornada completa, tempo integral, clt, voltijd, pelny etat, umowa o prace, regular, employee, festanstellung, unbefristet, standard, heltid, полная занятость, tempo pieno',
  ],
];

/** Values of a source's industry field, and names of industries in company directories. */
export const INDUSTRY_VALUES: readonly (readonly [Industry, string])[] = [
  [
    'fintech',
    'fintech, financial technology, payments, consumer finance, credit and lending, digital banking, insurtech, neobank, fin tech',
  ],
  [
    'banking-insurance',
    'banking, insurance, financial services, investment banking, capital markets, asset management, finance, banking and exchange, investment, bank, versicherung, banque, assurance, banca, seguros, bankowosc, financas',
  ],
  [
    'healthcare',
    'healthcare, health care, health, healthtech, medical, hospital, healthcare it, healthcare services, medical devices, digital health, consumer health and wellness, wellness, gesundheit, sante, salud, saude',
  ],
  [
    'enterprise-software',
    'enterprise software, saas, b2b software, b2b, software, hr tech, crm, productivity, sales, marketing technology, martech, legal tech, legaltech, human resources, erp software, collaboration software, computer software, information technology and services',
  ],
  [
    'developer-tools',
    'developer tools, devtools, infrastructure, cloud computing, engineering product and design, open source, cloud infrastructure, apis, databases',
  ],
  ['cybersecurity', 'cybersecurity, cyber security, security, information security, computer and network security, infosec'],
  ['ai-data', 'artificial intelligence, ai, machine learning, analytics, data, big data, generative ai, data and analytics'],
  ['consumer-internet', 'consumer, social, social media, internet, consumer internet, dating, home and personal, social network'],
  ['e-commerce', 'e commerce, ecommerce, retail, retail and e commerce, marketplace, apparel, fashion, consumer goods, handel, commerce'],
  [
    'media-entertainment',
    'media, entertainment, media and entertainment, publishing, streaming, music, film, news, content, advertising, adtech, broadcasting, sports',
  ],
  ['gaming', 'gaming, games, video games, computer games, game development, igaming, gambling'],
  ['education', 'education, edtech, e learning, higher education, learning, bildung, universities'],
  [
    'travel-hospitality',
    'travel, hospitality, tourism, hotels, travel leisure and tourism, restaurants, hospitality and tourism, airlines',
  ],
  [
    'mobility-logistics',
    'transportation, logistics, mobility, supply chain, automotive, transportation and logistics, shipping, delivery, supply chain and logistics, freight, railway',
  ],
  ['energy-climate', 'energy, climate, renewable energy, cleantech, utilities, oil and gas, solar, climate tech, greentech'],
  ['telecommunications', 'telecommunications, telecom, telco, wireless, network operator'],
  [
    'manufacturing-hardware',
    'manufacturing, hardware, industrial, robotics, semiconductors, consumer electronics, electronics, manufacturing and robotics, industrials, machinery, drones',
  ],
  ['aerospace-defence', 'aerospace, defense, defence, aviation, space, aerospace and defense, aviation and space, military'],
  [
    'public-sector',
    'government, public sector, non profit, nonprofit, ngo, civic tech, govtech, charity, government and public sector, public administration',
  ],
  ['real-estate', 'real estate, construction, proptech, property, real estate and construction, housing and real estate'],
  ['crypto-web3', 'crypto, web3, blockchain, cryptocurrency, defi, crypto and web3'],
  [
    'consulting-staffing',
    'consulting, staffing, recruitment, professional services, it services, it consulting, outsourcing, agency, software house, it services and it consulting, recruiting and talent',
  ],
  [
    'biotech-pharma',
    'biotech, pharma, pharmaceutical, biotechnology, life sciences, pharmaceuticals, drug discovery and delivery, therapeutics, diagnostics, industrial bio',
  ],
  ['agriculture-food', 'agriculture, food, agtech, food and beverage, foodtech, food tech, farming'],
];

/** Phrases by which a description says what its company does; anchored by the words before them (`ANCHORS_OF_COMPANY`). */
export const INDUSTRY_PHRASES: readonly (readonly [Industry, string])[] = [
  [
    'fintech',
    'fintech, fintech company, fintech startup, financial technology, payments company, payments platform, payment platform, neobank, digital bank, insurtech, lending platform',
  ],
  [
    'banking-insurance',
    'bank, investment bank, insurance company, insurer, hedge fund, trading firm, proprietary trading firm, asset manager, private equity firm, versicherung, banque',
  ],
  [
    'healthcare',
    'healthcare company, healthcare technology, digital health, health tech, healthtech, telehealth, health care provider, hospital, medical device, healthcare startup, healthcare platform',
  ],
  [
    'enterprise-software',
    'enterprise software, enterprise software company, saas company, b2b saas, saas platform, crm platform, erp provider, software company, hr platform',
  ],
  [
    'developer-tools',
    'developer platform, developer tools company, cloud platform, open source company, database company, observability platform, infrastructure company, devops platform',
  ],
  [
    'cybersecurity',
    'cybersecurity company, cyber security company, security company, cybersecurity startup, cybersecurity, security platform',
  ],
  [
    'ai-data',
    'ai company, ai startup, ai research company, ai lab, data company, analytics company, ai platform, machine learning company',
  ],
  ['consumer-internet', 'social network, dating app, consumer app, social app, social platform, consumer internet company'],
  [
    'e-commerce',
    'e commerce company, ecommerce company, online retailer, retailer, online marketplace, marketplace, e commerce platform, ecommerce platform, online shop',
  ],
  [
    'media-entertainment',
    'media company, streaming service, streaming platform, publisher, news organization, ad tech company, adtech company, advertising platform, entertainment company',
  ],
  ['gaming', 'game studio, games studio, games company, gaming company, game developer, gaming platform, mobile games'],
  ['education', 'edtech company, edtech, education company, edtech startup, learning platform, online learning platform, university'],
  [
    'travel-hospitality',
    'travel company, travel platform, travel agency, hotel company, airline, online travel agency, hospitality company',
  ],
  [
    'mobility-logistics',
    'logistics company, logistics platform, mobility company, ride hailing, car sharing, freight platform, delivery company, shipping company, automotive company, supply chain platform',
  ],
  [
    'energy-climate',
    'energy company, clean energy, climate tech, renewable energy company, solar company, utility company, energy startup',
  ],
  ['telecommunications', 'telecommunications company, telecom operator, telecom company, mobile operator, telecommunications provider'],
  ['manufacturing-hardware', 'robotics company, hardware company, semiconductor company, manufacturer, manufacturing company'],
  ['aerospace-defence', 'aerospace company, defense company, defense technology company, space company, defence company'],
  [
    'public-sector',
    'non profit, nonprofit organization, non profit organization, government agency, public sector organisation, charity, federal agency',
  ],
  ['real-estate', 'real estate company, proptech, real estate platform, proptech company, construction company'],
  [
    'crypto-web3',
    'crypto exchange, cryptocurrency exchange, blockchain company, web3 company, crypto company, defi protocol, blockchain platform, layer 1 blockchain',
  ],
  [
    'consulting-staffing',
    'consulting firm, consultancy, staffing agency, recruitment agency, software house, it services company, software agency, digital agency, systemhaus, beratungsunternehmen, esn, consulting company, outsourcing company',
  ],
  [
    'biotech-pharma',
    'biotech company, biotechnology company, pharmaceutical company, life sciences company, biotech startup, pharma company',
  ],
  ['agriculture-food', 'agtech company, food company, food delivery company, agriculture company, food tech company'],
];

/** Words that come before what a company is: «we are a …», «Acme is the leading …». */
export const ANCHORS_OF_COMPANY =
  'we are a, we are an, we are the, were a, were an, is a, is an, is the, as a, as an, is one of the, we are one of the, a leading, the leading, our client is a, our client is an, our client a, wir sind ein, wir sind eine, ist ein, ist eine, nous sommes un, nous sommes une, est un, est une, somos una, somos un, somos uma, somos um, es una, e uma, jestesmy, siamo un, siamo una, wij zijn een, vi ar ett';
