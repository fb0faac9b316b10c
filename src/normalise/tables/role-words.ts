/**
 * What a role noun of a title says. `developer` implies software; `engineer` needs something beside it; `work` is the craft and no person
 * («engineering»); `occupation` is another trade.
 */
export type RoleKind =
  | 'developer'
  | 'engineer'
  | 'architect'
  | 'administrator'
  | 'analyst'
  | 'technical-staff'
  | 'consultant'
  | 'specialist'
  | 'work'
  | 'occupation'
  | 'none';

/** Role nouns of titles: kind, language, words. */
export const ROLE_WORDS: readonly (readonly [RoleKind, string, string])[] = [
  // words around «developer» and «engineer» that are no role
  ['none', 'en', 'developer tools, developer tooling, developer experience, developer productivity, developer platform, developer platforms, developer products, developer success, developer education, developer community, developer content, developer infrastructure, developer enablement, developer services, developer ecosystem, developer efficiency, developer acceleration, developer velocity, developer marketing, engineering productivity, engineering enablement, architect team'],
  ['occupation', 'en', 'developer advocate, developer advocates, developer advocacy, developer relations, developer evangelist, developer support, developer marketing manager, business developer, business development, sales developer, sales development, curriculum developer, course developer, content developer, training developer, real estate developer, land developer, property developer, game developer relations, learning developer, instructional developer, talent developer, report developer, process developer, product developer, drug developer, policy developer, assay developer, test developer'],

  ['developer', 'en', 'developer, developers, dev, devs, programmer, programmers, developper, developpers, develper, develoepr, developer analyst, programmer analyst, programmer analysts, analyst programmer, analyst developer, software analyst, sde, sdes, swe, swes, sde1, sde2, sde3, swe1, swe2, swe3, software craftsman, software craftsperson, software person, softwaredeveloper, webdeveloper, webdevelopers'],
  ['developer', 'de', 'fachinformatiker anwendungsentwicklung, fachinformatiker fur anwendungsentwicklung, fachinformatikerin anwendungsentwicklung, entwickler*, *entwickler, *entwicklerin, *entwicklerinnen, *entwickler_in, *entwickler_innen, programmierer*, *programmierer, *programmiererin'],
  ['developer', 'fr', 'developpeur, developpeuse, developpeurs, developpeuses, developpeur*, developpeuse*, programmeur, programmeuse, analyste programmeur, analyste developpeur, analyste concepteur, dev, concepteur developpeur'],
  ['developer', 'es', 'desarrollador, desarrolladora, desarrolladores, desarrolladoras, desarrollador*, programador, programadora, programadores, programadoras, programador*, analista programador, analista programadora, analista desarrollador'],
  ['developer', 'pt', 'desenvolvedor, desenvolvedora, desenvolvedores, desenvolvedoras, desenvolvedor*, programador, analista desenvolvedor, analista programador, analistas programadores, analista de desenvolvimento, analista desenvolvimento, analista de sistemas, analista de software, analista sistemas, pessoa desenvolvedora, pessoas desenvolvedoras, dev'],
  ['developer', 'nl', 'ontwikkelaar*, *ontwikkelaar, *ontwikkelaars, programmeur, programmeurs, webontwikkelaar'],
  ['developer', 'pl', 'programist*, deweloper*, programator'],
  ['developer', 'it', 'sviluppatore, sviluppatrice, sviluppatori, sviluppatrici, programmatore, programmatrice, programmatori, analista programmatore'],
  ['developer', 'nordic', 'utvecklare, *utvecklare, utvikler, utviklere, *utvikler, *utviklere, udvikler, udviklere, *udvikler, *udviklere, programmerare, programmerer, programmør, kehittaja, *kehittaja, ohjelmoija, ohjelmistokehittaja, systemutvecklare, systemudvikler'],
  ['developer', 'cs', 'vyvojar*, programator*'],
  ['developer', 'ru', 'разработчик*, программист*, девелопер*, разработчица'],
  ['developer', 'uk', 'розробник*, розробниц*, програміст*, девелопер*'],
  ['developer', 'tr', 'gelistirici*, yazilimci*, programci*, gelistiricisi'],
  ['developer', 'hu-ro', '*fejleszto, fejleszto*, programozo*, dezvoltator*'],
  ['developer', 'ja', 'デベロッパー, デベロッパ, プログラマー, プログラマ, 開発者, 開発担当'],
  ['developer', 'zh', '开发者, 開發者, 程序员, 程式設計師, 程式员, 工程開發, 开发人员, 开发岗, 码农, 软件开发, 軟體開發'],
  ['developer', 'ko', '개발자, 프로그래머'],
  ['developer', 'vi', 'lap trinh vien, nhan vien lap trinh'],

  ['engineer', 'en', 'dev engineer, dev engineers, coder, coders, hacker, hackers, engineer, engineers, eng, engr, engg, enginer, engineeer, enginneer, ingineer, engineer s, specialist engineer, software eng'],
  ['engineer', 'de', 'ingenieur*, *ingenieur, *ingenieurin, ingenieure, engineer*'],
  ['engineer', 'fr', 'ingenieur, ingenieure, ingenieurs, inge, ing'],
  ['engineer', 'es', 'ingeniero, ingeniera, ingenieros, ingenieras, ingenier*'],
  ['engineer', 'pt', 'engenheiro, engenheira, engenheiros, engenheiras, engenheir*'],
  ['engineer', 'pl', 'inzynier*'],
  ['engineer', 'it', 'ingegnere, ingegneri, ingegnera'],
  ['engineer', 'nordic', 'ingenjor, *ingenjor, ingenjorer, ingenior, *ingenior, ingeniorer, insinoori, *insinoori'],
  ['engineer', 'cs', 'inzenyr*'],
  ['engineer', 'ru-uk', 'инженер*, інженер*'],
  ['engineer', 'tr', 'muhendis*'],
  ['engineer', 'hu-ro', '*mernok, inginer*'],
  ['engineer', 'ja', 'エンジニア, 技術者'],
  ['engineer', 'zh', '工程师, 工程師, 研发, 開發, 开发'],
  ['engineer', 'ko', '엔지니어, 개발'],
  ['engineer', 'vi', 'ky su'],
  ['technical-staff', 'en', 'member of technical staff, member of the technical staff, member technical staff, members of technical staff, technical staff, mts, smts, lmts, pmts'],

  ['architect', 'en', 'architect, architects, architekt*, *architekt, *architektin, architecte, architectes, arquitecto, arquitecta, arquitecto*, arquiteto, arquiteta, arquiteto*, architetto, architetta, arkitekt, *arkitekt, arkkitehti, *arkkitehti, архитектор*, архітектор*, mimar*'],
  ['architect', 'ja-zh-ko', 'アーキテクト, 架构师, 架構師, 아키텍트'],
  ['administrator', 'en', 'administrator, administrators, admin, admins, administrador*, administrateur, administratrice, administratör, amministratore, beheerder, *beheerder, *administrator, администратор*, адміністратор*, yoneticisi, dba, dbas'],
  ['analyst', 'en', 'analyst, analysts, analista, analistas, analyste, analytiker*, analityk*, analitik*, аналитик*, аналітик*, analist*, アナリスト, 分析师, 分析師, 분석가'],
  ['consultant', 'en', 'consultant, consultants, berater*, *berater, *beraterin, consulente, consultor, consultora, consultor*, konsult, *konsult, konsulent, *konsulent, konsultant*, консультант*, danisman*, contractor, contractors, freelancer, freelance, コンサルタント, 顾问, 顧問'],
  ['specialist', 'en', 'specialist, specialists, specialiste, spezialist*, specialista, uzmani, specjalista, specjalist*, специалист*, спеціаліст*, fachinformatiker*, informatiker*, informaticien*, informatico, informatica, expert, experts, ninja, rockstar, wizard, guru, technologist, generalist, generalists, professional, professionals, professionista, スペシャリスト, 专员'],

  ['work', 'en', 'engineering, development, software development, programming, r d, technology, tech'],
  ['work', 'de', 'entwicklung, *entwicklung, programmierung, technik, forschung und entwicklung'],
  ['work', 'romance', 'ingenierie, developpement, desarrollo, desenvolvimento, ingenieria, engenharia, sviluppo, ingegneria, tecnologia, technologie, technologies, tecnologias, programacion, programacao'],
  ['work', 'other', 'lap trinh, 技术总监, 技術總監, 技术经理, 技術經理, 研发总监, 研发经理, 开发经理, エンジニアリングマネージャー, エンジニアリングマネージャ, 開発マネージャー, 開発部長, 엔지니어링매니저, 개발팀장, 개발이사, utvecklingschef, utviklingssjef, udviklingschef, kehityspaallikko, kehitysjohtaja, entwicklungsleiter*, entwicklungsleitung, entwicklungsmanager*, vpe, vpoe, hoe, sdm, ontwikkeling, *ontwikkeling, rozwoj*, programowanie, utveckling, *utveckling, utvikling, *utvikling, udvikling, *udvikling, vyvoj, vyvoje, разработка, разработки, разработке, розробка, розробки, gelistirme, yazilim gelistirme, 技术, 技術, 개발팀'],

  ['occupation', 'en', 'developer educator, educator, educators, case manager, founder in residence, founder associate, founders associate, venture partner, chief architect of staff, scientist, scientists, researcher, researchers, designer, designers, recruiter, recruiters, sourcer, recruiting, recruitment, accountant, accountants, accounting, nurse, teacher, tutor, lecturer, professor, instructor, instructors, trainer, trainers, coach, writer, writers, editor, journalist, copywriter, translator, interpreter, linguist, counsel, attorney, lawyer, paralegal, legal, marketer, marketing, marketeer, salesperson, salesman, sales, seller, account executive, executive assistant, receptionist, coordinator, representative, rep, reps, ambassador, advocate, evangelist, strategist, planner, buyer, merchandiser, cashier, cook, chef de partie, chef de cuisine, barista, driver, courier partner, mechanic, technician, technicians, electrician, machinist, welder, operator, operators, assembler, inspector, facilitator, moderator, steward, bookkeeper, controller, treasurer, auditor, economist, statistician, mathematician, physicist, chemist, biologist, physician, doctor, therapist, pharmacist, psychologist, surgeon, caregiver, photographer, videographer, animator, artist, artists, illustrator, producer, videoeditor, streamer, influencer, host, hostess, bartender, waiter, waitress, concierge, agent, agents of, investigator, scrum master, product owner, product owners, product lead, product manager, product managers, product management, project manager, project managers, program manager, program managers, programme manager, project management, program management, project lead, project leader, program lead, project coordinator, delivery manager, delivery lead, business analyst, business partner, partner manager, partnerships, partnership, bookkeeping, payroll, procurement, hr, human resources, people operations, people partner, talent acquisition, customer success, customer service, customer support, customer experience manager, account manager, account managers, community manager, relationship manager, office manager, store manager, general manager, operations manager, ops manager, finance manager, brand manager, quality manager, facilities manager, engagement manager, chief of staff, cfo, coo, ceo, cmo, cro, chro, ciso, cio, cpo, cdo, chief financial officer, chief executive officer, chief operating officer, chief marketing officer, chief people officer, chief product officer, chief information officer, chief information security officer, chief revenue officer, chief data officer, vp sales, deployment strategist, board member, entrepreneur, entrepreneur in residence, investor, associate attorney, underwriter, actuary, trader, broker, dealer, banker, teller, adjuster, clerk, secretary, librarian, curator, archivist, guard, officer, soldier, pilot, captain, astronaut, mentor, tester, testers'],
  ['occupation', 'de', 'wissenschaftler*, *wissenschaftler, forscher*, vertrieb*, *vertrieb, verkaufer*, buchhalter*, personalreferent*, sachbearbeiter*, assistenz, *assistenz, kaufmann*, kauffrau*, *kaufmann, *kauffrau, techniker*, *techniker, mechaniker*, *mechaniker, elektriker*, elektroniker*, mechatroniker*, fahrer*, koch, pfleger*, *pfleger, lehrer*, dozent*, redakteur*, gestalter*, *designer, *designerin, tester*, projektleiter*, projektmanager*, produktmanager*, produktmanagement, *referent, *referentin, koordinator*, disponent*, lagerist*, monteur*, *monteur, *fachkraft, *hilfe'],
  ['occupation', 'fr', 'ingenieur commercial, ingenieure commerciale, ingenieur d affaires, technico commercial, technico commerciale, commercial, commerciale, commerciaux, comptable, charge d affaires, charge de clientele, charge de recrutement, charge de communication, recruteur, recruteuse, chercheur, chercheuse, technicien, technicienne, technicien*, graphiste, redacteur, redactrice, formateur, formatrice, enseignant, vendeur, vendeuse, conseiller, conseillere, chef de projet, chef de produit, cheffe de projet, testeur, testeuse, concepteur redacteur, juriste, infirmier, infirmiere, assistant de direction, gestionnaire'],
  ['occupation', 'es-pt', 'vendedor*, comercial, contable, contador*, disenador*, designer*, reclutador*, profesor*, professor*, docente, instrutor*, instructora, abogado*, advogado*, enfermero*, enfermeiro*, medico, medica, tecnico, tecnica, tecnicos, auxiliar administrativo, asistente administrativo, assistente administrativo, jefe de proyecto, product owner, ejecutivo*, executivo*, redactor*, redator*, cientifico*, cientista, investigador*, pesquisador*, asesor*, assessor, assessora, tester*, probador*, vendas, ventas, atendimento, atencion al cliente, cajero*, motorista, operador*, pasante administrativo'],
  ['occupation', 'nl-pl-it-cs', 'verkoper, vertegenwoordiger, medewerker*, *medewerker, docent, monteur, boekhouder, ontwerper, onderzoeker, tester*, sprzedawca, handlowiec, ksiegow*, rekruter*, nauczyciel*, grafik*, projektant*, naukowiec, venditore, contabile, addetto, addetta, grafico, docente, ricercatore, ricercatrice, collaudatore, obchodni*, ucetni, ucitel*, grafik, prodejce, asistent*'],
  ['occupation', 'nordic', 'saljare, *saljare, forsaljning*, selger, saelger, ekonom, larare, forskare, forsker, testare, *testare, projektledare, prosjektleder, projektleder, markedsforer, myyja, tutkija, testaaja, opettaja, suunnittelija'],
  ['occupation', 'ru-uk', 'тестировщик*, тестувальник*, дизайнер*, продавец*, продавець, бухгалтер*, рекрутер*, учител*, преподавател*, викладач*, учений, ученый, исследовател*, дослідник*, маркетолог*, копирайтер*, редактор*, оператор*, водитель, водій, юрист*, врач, лікар, верстальщик*, проджект менеджер*, продакт менеджер*, менеджер по продажам, менеджер з продажу'],
  ['occupation', 'tr', 'tasarimci*, satis*, muhasebe*, ogretmen*, test uzmani, test muhendisi, pazarlama*, arastirmaci*, temsilcisi, teknisyen*, teknikeri'],
  ['occupation', 'ja', 'デザイナー, デザイナ, 営業, 人事, 経理, 採用担当, コンサルティング営業, 研究員, 研究者, リサーチャー, サイエンティスト, テスター, テストエンジニア, 事務, カスタマーサポート, カスタマーサクセス, マーケター, ライター, プロダクトマネージャー, プロジェクトマネージャー, 講師'],
  ['occupation', 'zh', '设计师, 設計師, 销售, 銷售, 产品经理, 產品經理, 项目经理, 項目經理, 專案經理, 运营, 營運, 客服, 会计, 會計, 人事, 招聘专员, 行政, 编辑, 編輯, 讲师, 講師, 研究员, 研究員, 科学家, 科學家, 市场, 市場, 测试, 測試, 运维, 運維, 维运, 算法, 演算法'],
  ['occupation', 'ko', '디자이너, 영업, 마케터, 연구원, 기획자, 인사, 회계, 상담원, 강사, 사이언티스트, 테스터'],
  ['occupation', 'vi', 'nhan vien kinh doanh, ke toan, thiet ke, tester, nhan vien ho tro, giang vien, chuyen vien tu van'],
]; // prettier-ignore
