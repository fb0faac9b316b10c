/** What a management word of a title says; `assistant-vp` is a bank's rung, `none` a product or a craft that only sounds like management. */
export type ManagementMark = 'manager' | 'director' | 'vp' | 'assistant-vp' | 'executive' | 'none';

/** Management words of titles: mark, language, words. */
export const MANAGEMENT_WORDS: readonly (readonly [ManagementMark, string, string])[] = [
  ['none', 'en', 'product manager, product managers, product management, project manager, project managers, project management, program manager, program managers, programme manager, program management, account manager, account managers, success manager, office manager, case manager, case management, change management, content management, database management, data management, order management, risk management, asset management, wealth management, fleet management, device management, incident management, identity management, access management, knowledge management, workforce management, management system, management systems, management platform, management consultant, vulnerability management, vuln management, cost management, customer manager, community manager, package manager, packet manager, password manager, secrets manager, resource manager, task manager, file manager, tag manager, ads manager, campaign manager, event manager, lead manager, offer management, revenue management, investment management, portfolio management, network management, release manager, traffic management, service management, memory management, power management, energy management, spend management, expense management, treasury management, relationship management, property management, configuration management, supply management, warehouse management, inventory management, transport management, transportation management, records management, document management, talent management, performance management, key management, log management, api management, cluster management, contract management, state management, claims management, board of directors, art director, creative director, non executive director'],
  ['none', 'xx', 'chef de projet, chef de produit, jefe de proyecto, jefa de proyecto, jefe de producto, gerente de projeto, gerente de projetos, gerente de proyecto, gerente de proyectos, gerente de producto, gerente de produto, gerente de conta, gerente de contas, project leider, projectleider, projektleiter*, projektmanager*, produktmanager*, productmanager, projectmanager, kierownik projektu, menedzer projektu, menedzer produktu, capo progetto, projektledare, projektchef, produktchef, projektovy manazer, produktovy manazer, менеджер проекта, менеджер проектов, менеджер продукта, руководитель проекта, руководитель проектов, керівник проекту, менеджер проекту, proje muduru, proje yoneticisi, urun muduru, urun yoneticisi'],
  ['none', 'ja-zh-ko', 'プロジェクトマネージャー, プロジェクトマネージャ, プロダクトマネージャー, プロダクトマネージャ, プロジェクトリーダー, 产品经理, 產品經理, 项目经理, 項目經理, 专案经理, 專案經理, 프로젝트매니저, 프로덕트매니저'],

  ['manager', 'en', 'tech lead manager, tech lead managers, technical lead manager, technical lead managers, lead manager, tlm, manager, managers, mgr, em, sdm, engineering management, supervisor, people manager, people lead'],
  ['manager', 'de', 'teammanager*, abteilungsmanager*, entwicklungsmanager*'],
  ['manager', 'fr', 'responsable, chef de service, manageur, manageuse, encadrant'],
  ['manager', 'es', 'gerente, responsable de, jefe de desarrollo, jefa de desarrollo, jefe de area, jefe de ingenieria, jefe de tecnologia, jefe, jefa, gestor, gestora'],
  ['manager', 'pt', 'gerente de, coordenador, coordenadora, gestor de, coordenador de, supervisor de, encarregado'],
  ['manager', 'nl', 'afdelingshoofd, teammanager, ontwikkelmanager'],
  ['manager', 'pl', 'kierownik, kierowniczka, menedzer, menadzer, menedzerka, manager ds'],
  ['manager', 'it', 'responsabile, coordinatore, coordinatrice'],
  ['manager', 'nordic', 'utvecklingschef, enhetschef, utviklingssjef, seksjonsleder, avdelingsleder, udviklingschef, afdelingsleder, chef, paallikko, kehityspaallikko'],
  ['manager', 'cs', 'manazer, manazerka, vedouci oddeleni, vedouci vyvoje'],
  ['manager', 'ru', 'менеджер, менеджер по разработке, руководитель, руководитель отдела, руководитель разработки, начальник, начальник отдела'],
  ['manager', 'uk', 'керівник, керівник відділу, керівник розробки, начальник відділу'],
  ['manager', 'tr', 'mudur, muduru, yonetici, yoneticisi'],
  ['manager', 'ja', 'マネージャー, マネージャ, マネジャー, 課長, エンジニアリングマネージャー, エンジニアリングマネージャ, 開発マネージャー'],
  ['manager', 'zh', '经理, 經理, 主管, 开发经理, 技术经理, 技術經理, 研发经理'],
  ['manager', 'ko', '매니저, 관리자, 개발팀장, 엔지니어링매니저'],
  ['manager', 'vi', 'quan ly, truong phong'],

  ['director', 'en', 'director, directors, head of, head, associate director, senior director, sr director, executive director, managing director, group director, technical director, engineering director, dir, hoe'],
  ['director', 'de', 'leiter, leiterin, leitung, entwicklungsleiter*, entwicklungsleitung, abteilungsleiter*, abteilungsleitung, bereichsleiter*, bereichsleitung, direktor*, direktorin, leiter der, leiterin der, it leiter, leiter in'],
  ['director', 'fr', 'directeur, directrice, responsable de pole, responsable du pole, directeur adjoint'],
  ['director', 'es', 'director de, directora, directora de, director tecnico, director general'],
  ['director', 'pt', 'diretor, diretora, diretor de, head de'],
  ['director', 'nl', 'directeur, hoofd, hoofd van, hoofd ontwikkeling'],
  ['director', 'pl', 'dyrektor, dyrektorka, dyrektor ds, szef, glowny dyrektor'],
  ['director', 'it', 'direttore, direttrice, capo sviluppo'],
  ['director', 'nordic', 'direktor, direktør, johtaja, kehitysjohtaja'],
  ['director', 'cs', 'reditel, reditelka'],
  ['director', 'ru-uk', 'директор, директор по, директорка, директор з'],
  ['director', 'tr', 'direktor, direktoru, bolum baskani'],
  ['director', 'ja', 'ディレクター, 部長, 本部長, 開発部長'],
  ['director', 'zh', '总监, 總監, 技术总监, 技術總監, 部长, 研发总监, 部門主管'],
  ['director', 'ko', '이사, 본부장, 디렉터, 실장, 개발이사'],
  ['director', 'vi', 'giam doc'],

  ['vp', 'en', 'vp, svp, evp, vice president, vice presidents, v p, senior vice president, executive vice president, vpe, vpoe'],
  ['vp', 'xx', 'vice presidente, vicepresidente, vicepresidenta, vice presidenta, vice president*, vizeprasident*, wiceprezes, вице президент, віце президент, baskan yardimcisi'],
  ['vp', 'zh-ja-ko', '副总裁, 副總裁, 副社長, 부사장'],
  ['assistant-vp', 'en', 'avp, assistant vice president, associate vice president, asst vice president'],

  ['executive', 'en', 'cto, chief technology officer, chief technical officer, chief technology and product officer, chief product and technology officer, cpto, technical co founder, technical cofounder, founding cto, chief engineering officer, cto co founder'],
  ['executive', 'fr', 'directeur technique, directrice technique, directeur de la technologie, directeur des technologies'],
  ['executive', 'xx', 'director de tecnologia, diretor de tecnologia, diretor tecnico, direttore tecnico, technischer direktor, technischer geschaftsfuhrer, dyrektor ds technologii, dyrektor techniczny, teknisk direktor, teknologiajohtaja, technicky reditel, технический директор, технічний директор, директор по технологиям, teknoloji direktoru, giam doc cong nghe, giam doc ky thuat'],
  ['executive', 'zh-ja-ko', '首席技术官, 首席技術官, 最高技術責任者, 技术合伙人, 技術合夥人, 기술이사, 최고기술책임자'],
]; // prettier-ignore
