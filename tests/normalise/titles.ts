/** Titles written for a rule, a language or a trap: title, backend or not, level (`-` where it is not scored). */
export const TITLES = `
Rails & Data Engineers|yes|mid
Full-Time Software Engineer (mobile & web)|maybe|mid
Web/Mobile Developers|maybe|mid
JavaScript, React, Elixir|maybe|mid
Python, JS, QA, SRE|yes|mid
Rails & Front End Engineering|yes|mid
SRE, Data, Backend, and Solutions Engineers|yes|mid
VP of Engineering, iOS Developer|maybe|vp
Silver.dev - Technical Recruiter|no|-
Backend Engineer https://qa.example.com/data-scientist|yes|mid
Strategic Sourcing Manager, Cloud|no|-
AI Developer|no|-
VB NET Developer|yes|mid
Data Science, Data Engineering, Frontend|maybe|mid
Engineers (Data, Platform, Frontend)|maybe|mid
DevOps, Electrical Engineer, Software Engineer, Data Engineer, Hardware|maybe|mid
Software/Hardware Engineers|maybe|mid
Hardware/Software Engineer|no|-
We're hiring engineers|maybe|mid
Python and Angular Engineers|yes|mid
Python and Angular Engineer|maybe|mid
Member of Technical Staff: Data Researcher|no|-
Member of Technical Staff: Storage|maybe|mid
Engineering|maybe|mid
2026 Grads - Software Engineer|maybe|entry
Full-time Engineer|maybe|mid
𝗦𝗲𝗻𝗶𝗼𝗿 𝗕𝗮𝗰𝗸𝗲𝗻𝗱 𝗘𝗻𝗴𝗶𝗻𝗲𝗲𝗿|yes|senior
𝙅𝙪𝙣𝙞𝙤𝙧 𝙅𝙖𝙫𝙖 𝘿𝙚𝙫𝙚𝙡𝙤𝙥𝙚𝙧 (𝟮𝟬𝟮𝟲)|yes|entry
Ｓｅｎｉｏｒ Ｂａｃｋｅｎｄ Ｅｎｇｉｎｅｅｒ|yes|senior
Software Engineer, Billing Experience (Go Lead)|yes|senior
Software Engineer, Payments - Backend Lead|yes|senior
Communications Lead, Platform|no|-
Communications Lead, Infrastructure and Engineering|no|-
Backend Developers (2-4 years)|yes|entry
Go语言后端工程师（3-5年）|yes|mid
Desarrollador Java con experiencia en AWS|yes|mid
Desarrollador Java con experiencia|yes|senior
QA/Backend Developer|yes|mid
QA/Manual Tester|no|-
Java/React Developer|maybe|mid
Sr. Software Dev Engineer in Test|no|-
API Platform Engineer|yes|mid
.NET Core / Azure Developer|yes|mid
Network Engineer (BGP, Juniper)|no|-
Network Security Engineer|maybe|mid
Radar Integration Engineer|no|-
Security Engineer, Machine Learning|maybe|mid
Lead DevSecOps, Sécurité applicative - IA|maybe|senior
Senior Manager, Game Design|no|-
Vedoucí vývojového týmu|maybe|senior
Databázový vývojář|yes|mid
Director, Compute Infrastructure Procurement Operations|no|-
Senior Java-Entwickler (m/w/d)|yes|senior
Softwareentwickler Java / Spring Boot (m/w/d)|yes|mid
Backend-Entwickler:in Python|yes|mid
Junior Softwareentwickler C# .NET (m/w/d)|yes|entry
Teamleiter Softwareentwicklung (m/w/d)|maybe|senior
Leiter Softwareentwicklung (m/w/d)|maybe|director
Werkstudent Softwareentwicklung (m/w/d)|maybe|entry
Ausbildung Fachinformatiker Anwendungsentwicklung 2026|maybe|entry
Duales Studium Informatik|maybe|entry
Datenbankentwickler (m/w/d) Oracle|yes|mid
Datenbankadministrator (m/w/d)|maybe|mid
Softwarearchitekt Java (m/w/d)|yes|senior
Systemadministrator Linux (m/w/d)|no|-
Anwendungsentwickler (m/w/d)|maybe|mid
Frontend-Entwickler (m/w/d) React|no|-
Testautomatisierer / Testingenieur (m/w/d)|no|-
IT-Projektleiter (m/w/d)|no|-
Entwicklungsingenieur Elektronik (m/w/d)|no|-
Développeur Back-End PHP/Symfony H/F|yes|mid
Développeur Java confirmé (H/F)|yes|mid
Ingénieur logiciel senior|maybe|senior
Lead développeur PHP (H/F)|yes|senior
Alternance - Développeur Python (H/F)|yes|entry
Stage - Développeur Backend Node.js|yes|entry
Développeur fullstack Java/Angular F/H|maybe|mid
Architecte logiciel H/F|maybe|senior
Ingénieur DevOps (H/F)|maybe|mid
Responsable technique backend|yes|senior
Directeur technique (CTO)|maybe|executive
Ingénieur commercial IT|no|-
Administrateur systèmes et réseaux (H/F)|no|-
Tech Lead Java H/F|yes|senior
Concepteur développeur Java|yes|mid
Ingénieur d'études et développement Java/JEE|yes|mid
Développeur web|maybe|mid
Chef de projet informatique|no|-
Desarrollador Backend Java Senior|yes|senior
Programador PHP Junior|yes|entry
Ingeniero de Software Backend|yes|mid
Líder Técnico Java|yes|senior
Desarrollador Full Stack|maybe|mid
Arquitecto de Software|maybe|senior
Becario desarrollo software|maybe|entry
Analista Programador .NET|yes|mid
Desarrollador Android|no|-
Ingeniero de datos|maybe|mid
Administrador de base de datos|maybe|mid
Analista QA|no|-
Jefe de proyecto TI|no|-
Ingeniero DevOps Ssr|maybe|mid
Desenvolvedor Java Pleno|yes|mid
Pessoa Engenheira de Software Backend Sênior|yes|senior
Engenheira de Dados Sr|maybe|senior
Estágio em Desenvolvimento Backend|yes|entry
Programador(a) PHP - Laravel|yes|mid
Analista de Sistemas Java Sênior|yes|senior
Tech Lead .NET|yes|senior
Arquiteto de Soluções|no|-
Arquiteto de Software Java|yes|senior
Coordenador de Desenvolvimento|maybe|manager
Desenvolvedor Mobile Flutter|no|-
Desenvolvedor Front-end React Pleno|no|-
Vaga: Dev Backend Node JS (Remoto)|yes|mid
[Remoto] Desenvolvedor Python Júnior @ Empresa|yes|entry
Analista de Suporte Técnico|no|-
Desenvolvedor Full-Stack (Node/React)|maybe|mid
Backend ontwikkelaar|yes|mid
Medior Java Developer|yes|mid
Senior PHP-ontwikkelaar|yes|senior
Stagiair Software Engineering|maybe|entry
Teamleider Softwareontwikkeling|maybe|senior
Softwareontwikkelaar C#|yes|mid
Systeembeheerder|no|-
Starszy Programista Java|yes|senior
Młodszy Programista Python|yes|entry
Programista PHP (regular)|yes|mid
Inżynier DevOps|maybe|mid
Kierownik Zespołu Programistów|maybe|senior
Tester oprogramowania|no|-
Architekt oprogramowania|maybe|senior
Stażysta - programista C#|yes|entry
Administrator baz danych|maybe|mid
Programista Frontend|no|-
Inżynier oprogramowania|maybe|mid
Główny inżynier oprogramowania|maybe|senior
Sviluppatore Java Senior|yes|senior
Programmatore PHP junior|yes|entry
Sviluppatore Full Stack|maybe|mid
Stage sviluppatore software|maybe|entry
Ingegnere del software|maybe|mid
Analista funzionale|no|-
Responsabile tecnico backend|yes|senior
Backendutvecklare|yes|mid
Senior Systemutvecklare .NET|yes|senior
Javautvecklare|yes|mid
Mjukvaruutvecklare|maybe|mid
Utvecklingschef|maybe|manager
Mjukvaruarkitekt|maybe|senior
Testare|no|-
Teamledare systemutveckling|maybe|senior
Java vývojář|yes|mid
Seniorní PHP vývojář|yes|senior
Vedoucí vývoje|maybe|manager
Programátor C#|yes|mid
Juniorní vývojář|maybe|entry
Softwarový architekt|maybe|senior
Старший Java-разработчик|yes|senior
Младший разработчик PHP|yes|entry
Ведущий программист|maybe|senior
Стажёр-разработчик Python|yes|entry
Тимлид backend|yes|senior
Руководитель отдела разработки|maybe|manager
Технический директор (CTO)|maybe|executive
Системный администратор|no|-
Программист 1С|no|-
Тестировщик ПО|no|-
Инженер DevOps|maybe|mid
Бэкенд-разработчик (Go)|yes|mid
Фронтенд-разработчик|no|-
Golang разработчик|yes|mid
Разработчик мобильных приложений|no|-
Архитектор ПО|maybe|senior
Администратор баз данных|maybe|mid
Инженер данных|maybe|mid
Молодший розробник Python|yes|entry
Старший бекенд розробник|yes|senior
Провідний програміст|maybe|senior
Інженер-програміст|maybe|mid
Керівник відділу розробки|maybe|manager
Kıdemli Java Geliştirici|yes|senior
Backend Geliştirici|yes|mid
Yazılım Mühendisi|maybe|mid
Stajyer Yazılım Geliştirici|maybe|entry
Yazılım Takım Lideri|maybe|senior
Uzman Yazılım Geliştirici|maybe|senior
Sistem Yöneticisi|no|-
Kıdemli Yazılım Mühendisi (Backend)|yes|senior
バックエンドエンジニア|yes|mid
シニアバックエンドエンジニア|yes|senior
サーバーサイドエンジニア(Go)|yes|mid
Javaエンジニア|yes|mid
テックリード|maybe|senior
ソフトウェアエンジニア|maybe|mid
フロントエンドエンジニア|no|-
インフラエンジニア|maybe|mid
データエンジニア|maybe|mid
エンジニアリングマネージャー|maybe|manager
SREエンジニア|maybe|mid
Webエンジニア(Ruby on Rails)|yes|mid
機械学習エンジニア|no|-
QAエンジニア|no|-
新卒 ソフトウェアエンジニア|maybe|entry
プロダクトマネージャー|no|-
高级Java工程师|yes|senior
资深后端工程师|yes|senior
后端开发实习生|yes|entry
Python后端开发工程师|yes|mid
初级软件工程师|maybe|entry
技术总监|maybe|director
架构师|maybe|senior
前端工程师|no|-
全栈工程师|maybe|mid
算法工程师|no|-
测试工程师|no|-
資深軟體工程師|maybe|senior
運維工程師|no|-
Golang 开发工程师|yes|mid
嵌入式软件工程师|no|-
服务端开发工程师|yes|mid
백엔드 개발자|yes|mid
시니어 백엔드 엔지니어|yes|senior
자바 개발자|yes|mid
프론트엔드 개발자|no|-
Tuyển dụng Senior Java Developer|yes|senior
Lập trình viên PHP|yes|mid
Kỹ sư phần mềm|maybe|mid
Thực tập sinh lập trình|maybe|entry
Backend-udvikler|yes|mid
Systemutvikler Java|yes|mid
Ohjelmistokehittäjä|maybe|mid
Senior Associate, Software Engineer|maybe|mid
Principal Associate, Backend Engineer|yes|senior
AVP - Java Developer|yes|mid
Vice President, Java Engineer|yes|senior
VP of Engineering|maybe|vp
VP Engineering|maybe|vp
SVP, Engineering|maybe|vp
Senior Vice President of Engineering|maybe|vp
Associate Director, Software Engineering|maybe|director
Executive Director, Software Engineering|maybe|director
Head of Engineering|maybe|director
Head of Backend Engineering|yes|director
Director, Backend Engineering|yes|director
Software Development Manager|maybe|manager
Manager, Backend Engineering|yes|manager
Engineering Manager, Backend|yes|manager
Engineering Manager (Java)|yes|manager
Platform Engineer, Manager|maybe|manager
Co-Founder & CTO|maybe|executive
Fractional CTO|maybe|executive
Technical Co-founder|maybe|executive
Chief Architect|maybe|senior
Chief Product Officer|no|-
Chief Information Security Officer|no|-
SDE II|maybe|mid
SDE-2 Backend|yes|mid
SDE III|maybe|mid
Software Development Engineer I|maybe|entry
Software Engineer 2|maybe|mid
Software Engineer IV|maybe|senior
Software Engineer V|maybe|senior
Sr. Software Engineer II|maybe|senior
Backend Engineer (L4)|yes|mid
V&V Engineer|no|-
Java Developer (5+ years)|yes|senior
Java Developer - 0-2 years experience|yes|entry
All Levels: Backend Software Engineer|yes|unspecified
Chief of Staff, Engineering|no|-
Go-to-Market Engineer|no|-
Server (Restaurant)|no|-
Java House Barista|no|-
Intern, Software Engineering|maybe|entry
Co-op Software Developer|maybe|entry
Internal Tools Engineer|maybe|mid
Software Engineer, International Payments|maybe|mid
Graduate Software Engineer|maybe|entry
Early Career Software Engineer|maybe|entry
Apprentice Software Developer|maybe|entry
Experienced Java Developer|yes|senior
Expert Java Developer|yes|senior
Lead Generation Specialist|no|-
Rust Developer|maybe|mid
C++ Engineer|maybe|mid
Kotlin Backend Engineer|yes|mid
Scala Engineer|yes|mid
Elixir Developer|yes|mid
COBOL Programmer|yes|mid
Node Developer|yes|mid
Ruby on Rails Developer|yes|mid
.NET Core Developer|yes|mid
ASP.NET Developer|yes|mid
Java Full Stack Developer|maybe|mid
Database Developer|yes|mid
SQL Developer|yes|mid
ETL Developer|maybe|mid
MuleSoft Developer|yes|mid
Integration Developer|yes|mid
API Developer|yes|mid
Cloud Architect|maybe|senior
AWS Solutions Architect|no|-
Enterprise Architect|maybe|senior
System Architect|maybe|mid
Senior System Architect|maybe|senior
Backend Architect|yes|senior
Principal Software Architect|maybe|senior
Data Architect|maybe|senior
Security Analyst|no|-
Cloud Security Engineer|maybe|mid
Penetration Tester|no|-
Network Engineer|no|-
IT Manager|no|-
Product Manager|no|-
Technical Program Manager|no|-
Salesforce Developer|no|-
SAP ABAP Developer|no|-
Game Developer (Unity)|maybe|mid
Unreal Engine Programmer|maybe|mid
Blockchain Developer|maybe|mid
Smart Contract Engineer|maybe|mid
Quantitative Developer|maybe|mid
MLOps Engineer|no|-
Data Platform Engineer|maybe|mid
Kubernetes Engineer|maybe|mid
Linux Engineer|maybe|mid
Build Engineer|maybe|mid
Release Engineer|maybe|mid
Production Engineer|maybe|mid
WordPress Developer|maybe|mid
Drupal Developer|maybe|mid
Magento Developer|maybe|mid
JavaScript Developer|maybe|mid
TypeScript Engineer|maybe|mid
Web Developer|maybe|mid
UI Engineer|no|-
React/Node Developer|maybe|mid
Software Engineer, Backend (2-4 years)|yes|entry
`
  .trim()
  .split('\n')
  .map((row) => row.split('|') as [title: string, backend: string, level: string]);
