/**
 * Words around figures. Lower case; a trailing or leading `*` takes the rest of the word («*gehalt»); rows hold for the language at large.
 * Scripts without spaces are matched anywhere.
 */

/** The figure is pay for the person hired. */
export const PAY_WORDS: readonly string[] = [
  // en
  'salary', 'salaries', 'compensation', 'comp', 'pay', 'paying', 'pays', 'paid', 'payrate', 'wage', 'wages', 'remuneration', 'rate', 'rates', 'package', 'ctc', 'earn', 'earning', 'earnings', 'ote', 'on-target', 'on target', 'base', 'gross', 'take-home', 'payment', 'salaried', 'cost expectation', 'our range', 'salary range', 'pay range', 'offer range', 'hiring range', 'hiring ranges', 'annual range', 'target range', 'tc', 'renumeration', 'make', 'money', 'offering', '$$', '$$$', 'stipendium', 'competitive', 'income', 'pay band', 'band',
  // de
  'gehalt', '*gehalt', 'gehälter', 'gehalts*', '*gehälter', 'vergütung', '*vergütung', 'vergütet', 'vergütungs*', 'lohn', '*lohn', 'bruttolohn', 'verdienst', 'verdienen', 'verdienst*', 'entgelt', '*entgelt', 'bezahlung', 'brutto', 'brutto*', '*brutto', 'tagessatz', 'stundensatz', 'monatsbrutto', 'jahresbrutto', 'dotierung', 'dotiert', 'gage', 'salär', 'jahressalär', 'entlohnung', 'überzahlung', 'kollektivvertrag', 'kv-minimum',
  // fr
  'salaire', 'salaires', 'rémunération', 'remunération', 'rémunérations', 'rémunéré', 'rémunérée', 'brut', 'bruts', 'tjm', 'taux journalier', 'fixe', 'package', 'fourchette', 'gratification', 'salariale', 'rému', 'honoraires',
  // es
  'salario', 'salarios', 'sueldo', 'sueldos', 'remuneración', 'remuneracion', 'retribución', 'retribucion', 'bruto', 'brutos', 'salarial', 'compensación', 'compensacion', 'honorarios', 'renta', 'sba', 'nómina', 'b/a', 'ingresos',
  // pt
  'salário', 'salários', 'remuneração', 'remuneracao', 'bruto', 'pagamento', 'pretensão', 'vencimento', 'bolsa', 'bolsa-auxílio', 'valor hora', 'valor/hora', 'valor', 'honorários', 'faixa', 'ordenado', 'pj', 'clt', 'contratação', 'pagamos',
  // nl
  'salaris', '*salaris', 'salarissen', 'salaris*', 'loon', '*loon', 'uurtarief', 'dagtarief', 'tarief', 'verdien', 'verdienen', 'bruto*', 'salarisindicatie',
  // pl
  'wynagrodzenie', 'wynagrodzenia', 'wynagrodzeniem', 'pensja', 'pensji', 'widełki', 'widelki', 'stawka', 'stawki', 'zarobki', 'płaca', 'płace', 'pensje', 'umowa', 'uop', 'b2b', 'zarabiaj',
  // it
  'retribuzione', 'stipendio', 'ral', 'r.a.l.', 'compenso', 'lordo', 'lorda', 'lordi', 'paga', 'remunerazione', 'retributiva', 'retributivo', 'salariale',
  // sv da nb fi
  'lön', '*lön', 'löne*', 'lönen', 'løn', '*løn', 'lønnen', 'lønn', '*lønn', 'løn*', 'lønn*', 'ersättning', 'betalning', 'aflønning', 'timepris', 'palkka', 'palkka*', '*palkka', 'palkkaus', 'vederlag', 'arvode', 'kuukausipalkka',
  // cs sk
  'mzda', 'mzdy', 'mzdu', 'mzdové', 'plat', 'platu', 'platové', 'platový', 'ohodnocení', 'ohodnotenie', 'hrubého', 'hrubá', 'hrubého', 'odměna', 'odmena', 'výplata', 'sazba', 'md', 'manday',
  // hu ro bg el lt lv et hr sl
  'fizetés', 'fizetési', 'bér', 'bérsáv', 'bruttó', 'jövedelem', 'alapbér', 'salariu', 'salariul', 'salariu*', 'salarial', 'remunerație', 'remuneratie', 'venit', 'заплата', 'заплащане', 'възнаграждение', 'бруто', 'брутно', 'μισθός', 'αποδοχές', 'μισθ*', 'atlyginimas', 'atlyginim*', 'alga', 'atalgojums', 'palk', 'töötasu', 'plaća', 'plata', 'plača', 'zarada', 'bruto plata', 'primanja',
  // ru uk
  'зарплата', 'зарплаты', 'зарплату', 'зарплатная', 'зарплатные', 'зп', 'з/п', 'з\\п', 'зп:', 'оклад', 'оклада', 'окладом', 'заработная', 'заработок', 'доход', 'дохода', 'вилка', 'вилку', 'оплата', 'оплату', 'ставка', 'ставку', 'вознаграждение', 'гросс', 'платим', 'gross', 'до вычета', 'на руки', 'компенсация', 'заробітна', 'заробіток', 'зарплатна', 'дохід', 'виплата', 'платимо', 'винагорода', 'рейт', 'бюджет:',
  // tr
  'maaş', 'maaşı', 'ücret', 'ücreti', 'brüt', 'maas', 'ücretlendirme', 'aylık ücret',
  // ja zh ko
  '年収', '月収', '月給', '年俸', '給与', '給料', '時給', '日給', '報酬', '単価', '賃金', '基本給', '理論年収', '薪', '待遇', '工资', '工資', '收入', '底薪', '报酬', '年包', '总包', '總包', '日結', '时薪', '時薪', '연봉', '월급', '급여', '시급', '월급여', '보수', '연 봉', '일당', '단가',
  // vi id th he ar
  'lương', 'mức lương', 'thu nhập', 'luong', 'thù lao', 'gaji', 'penghasilan', 'upah', 'เงินเดือน', 'שכר', 'משכורת', 'الراتب', 'راتب',
];

/** After the figure, these say that it is pay: conditions, base, tax. */
export const PAY_AFTER: readonly string[] = [
  'doe', 'd.o.e', 'd.o.e.', 'depending on', 'dependent on', 'based on experience', 'based on your', 'commensurate', 'negotiable', 'according to experience', 'neg', 'base', 'basic', 'gross', 'salary', 'ote', 'basic salary', 'net salary', 'per annum', 'p.a', 'p.a.', 'pa', 'per year', 'a year', '/year', '/yr', 'annually', 'yearly', 'w2', 'on w2', 'c2c', '1099', 'corp to corp', 'corp-to-corp', 'equity', 'bonus', 'plus bonus', 'plus equity', 'plus benefits', 'super', 'superannuation', 'package', 'ctc', 'lpa', 'p.m', 'stock', 'options', 'benefits', 'outside ir35', 'inside ir35', 'pro rata', 'pro-rata', 'fte', 'range', 'total comp', 'total compensation', 'tc', 'comp', 'compensation', 'cash',
  'brutto', 'brutto*', 'je nach', 'abhängig', 'verhandelbar', 'vb', 'vhb', 'jahresgehalt', 'jahresbrutto', '*gehalt', 'überzahlung', 'pro jahr', 'jährlich', 'im jahr', 'p. a.',
  'brut', 'bruts', 'brute', 'selon', 'par an', 'annuel', 'annuels', 'variable', 'fixe', 'brut annuel', 'à négocier', 'k€', 'net', 'nets',
  'bruto', 'brutos', 'bruto/año', 'b/a', 'según', 'dependiendo', 'negociable', 'al año', 'anuales', 'mensuales', 'líquido', 'mensual',
  'clt', 'pj', 'conforme', 'a combinar', 'mensais', 'mensal', 'por mês', '/mês', 'ao mês', 'p/mês',
  'netto', 'b2b', 'uop', 'umowa', 'umowę', '+ vat', 'miesięcznie', 'na rękę', 'mies', 'na b2b',
  'lordi', 'lordo', 'annui', 'ral', 'in base', 'hrubého', 'hrubá', 'čistého', 'měsíčně', 'mesačne', 'dle', 'brutto/mes', 'hónap', 'bruttó', 'nettó', 'brut/lună',
  'гросс', 'gross', 'нетто', 'на руки', 'до вычета', 'до налогов', 'после вычета', 'net', 'чистыми', 'в месяц', 'на місяць', 'нет', 'на рівні', 'по итогам', 'в руки',
  'net maaş', 'brüt', 'maaş', 'net', 'aylık',
  '月', '年', '以上', '起', '薪', '面議', '面议', '税前', '税后', '到手', 'up', '以上相談', '이상', '협의',
  'thương lượng', 'thoả thuận', 'thỏa thuận', 'deal', 'trở lên', 'cho', 'tuỳ', 'tùy',
];

/** The figure is money, but not pay. Read before the figure in its clause, or standing on it from behind. */
export const VETO_WORDS: readonly string[] = [
  // money of the company
  'raised', 'raise', 'raising', 'raises', 'funding', 'funded', 'fund', 'funds', 'financing', 'financed', 'seed', 'pre-seed', 'series', 'series a', 'series b', 'series c', 'series d', 'venture', 'venture-backed', 'investment', 'investments', 'invest', 'invested', 'investor', 'investors', 'investing', 'valuation', 'valued', 'valuing', 'worth', 'capital', 'capitalised', 'capitalized', 'backed', 'arr', 'mrr', 'acv', 'gmv', 'gtv', 'tpv', 'aum', 'tvl', 'ebitda', 'ipo', 'revenue', 'revenues', 'turnover', 'profit', 'profits', 'profitable', 'sales', 'bookings', 'quota', 'pipeline', 'assets', 'under management', 'transactions', 'transaction', 'volume', 'volumes', 'market cap', 'market', 'markets', 'industry', 'industries', 'economy', 'opportunity', 'contracts', 'deals', 'portfolio', 'savings', 'saved', 'saving', 'save', 'saves', 'cost', 'costs', 'costing', 'spend', 'spending', 'spent', 'budgets', 'budget', '*budget', 'price', 'prices', 'priced', 'pricing', 'fee', 'fees', 'charge', 'charges', 'charging', 'customers', 'clients', 'users', 'orders', 'payments', 'processing', 'processed', 'loans', 'loan', 'debt', 'credit', 'credits', 'mortgage', 'grant', 'grants', 'donated', 'donations', 'donate', 'prize', 'prizes', 'award', 'awards', 'won', 'winning', 'fine', 'fines', 'penalty', 'penalties', 'tax', 'deposit', 'rent', 'rents', 'house', 'apartment', 'flat', 'purchases', 'sold', 'sells', 'sell', 'buy', 'bought', 'buying', 'acquired', 'acquisition', 'generate', 'generates', 'generating', 'generated', 'billing', 'exceed', 'exceeds', 'exceeding', 'wire', 'accounts', 'account', 'merchants', 'merchant', 'subscription', 'subscriptions', 'ticket', 'tickets', 'infrastructure', 'hardware', 'traded', 'trading', 'demand', 'demands', 'overdraft', 'purchase', 'procurement', 'bounty', 'bounties', 'damages', 'million in', 'billion in', 'monetary', 'spends', 'exits', 'exit',
  // benefits
  'allowance', 'allowances', 'reimburse', 'reimburses', 'reimbursed', 'reimbursement', 'reimbursements', 'reimbursable', 'stipend', 'stipends', 'voucher', 'vouchers', 'subsidy', 'subsidies', 'subsidized', 'subsidised', 'meal', 'meals', 'lunch', 'lunches', 'food', 'dinner', 'gym', 'fitness', 'wellness', 'wellbeing', 'well-being', 'relocation', 'relocate', 'relocating assistance', 'referral', 'referrals', 'refer', 'referring', 'sign-on', 'signing', 'sign on', 'signon', 'match', 'matching', 'matched', 'matches', '401k', '401(k)', '403b', '403(b)', 'rrsp', 'hsa', 'fsa', 'hra', 'pension', 'retirement', 'insurance', 'insured', 'coverage', 'premium', 'premiums', 'deductible', 'copay', 'healthcare', 'dental', 'vision', 'medical', 'childcare', 'fertility', 'adoption', 'parental', 'tuition', 'education', 'educational', 'learning', 'training', 'course', 'courses', 'conference', 'conferences', 'books', 'book', 'certification', 'certifications', 'development', 'home office', 'home-office', 'office setup', 'office set up', 'workspace', 'workstation', 'equipment', 'laptop', 'macbook', 'computer', 'phone', 'cell', 'internet', 'broadband', 'commuter', 'commute', 'commuting', 'transport', 'transportation', 'transit', 'travel', 'parking', 'perk', 'perks', 'lifestyle', 'vacation', 'holiday', 'birthday', 'gift', 'gifts', 'bike', 'bicycle', 'cycle to work', 'discount', 'discounts', 'differential', 'overtime', 'per diem', 'contribution', 'contributions', 'contribute', 'contributes', 'contributed', 'employer contribution', 'life assurance', 'snacks', 'massage', 'daycare', 'charity', 'charitable', 'volunteer', 'volunteering', 'espp', 'rsu', 'rsus', 'shares', 'option pool', 'payout', 'severance', 'spot bonus', 'retention', 'on-call', 'anniversary', 'bonus', 'bonuses', 'onboarding', 'set up', 'setup', 'ergonomic', 'furniture', 'desk', 'chair', 'housing', 'subscription',
  // de
  'budget', 'weiterbildung', 'weiterbildungs*', 'fortbildung', 'fortbildungs*', 'zuschuss', '*zuschuss', 'zuschüsse', 'essensmarken', 'gutschein', 'gutscheine', '*gutschein', '*gutscheine', 'sachbezug', 'sachbezüge', 'sachbezugskarte', '*karte', 'prämie', '*prämie', 'provision', 'umsatz', 'jahresumsatz', '*umsatz', 'umsätze', 'finanzierung', '*finanzierung', '*runde', 'investiert', 'bewertung', 'kunden', 'erstattung', 'erstatten', 'übernehmen', 'altersvorsorge', '*vorsorge', 'fahrtkosten', '*pauschale', 'pauschale', 'fitness', 'jobrad', '*ticket', 'kinderbetreuung', 'kita*', 'urlaubsgeld', 'weihnachtsgeld', 'benefit', 'benefits', 'benefitbudget', 'miete', 'rechnungsvolumen', '*volumen', 'bonus', 'umzug', 'umzugs*', 'empfehlung*', 'geldstrafe', 'bußgeld', 'mobilitäts*', 'vermögenswirksame', 'vwl',
  // fr
  'levée', 'levé', 'levons', 'lève', "chiffre d'affaires", 'ca de', 'financement', 'investissement', 'tickets', 'titres-restaurant', 'titre-restaurant', 'ticket-restaurant', 'tickets-restaurant', 'ticket restaurant', 'tickets restaurant', 'swile', 'prime', 'primes', 'cooptation', 'mutuelle', 'forfait', 'indemnité', 'indemnités', 'remboursement', 'remboursés', 'remboursé', 'formation', 'cse', 'chèques', 'participation', 'intéressement', 'valorisation', 'abonnement', 'loyer', 'amende', 'télétravail',
  // es
  'presupuesto', 'ayuda', 'ayudas', 'financiación', 'inversión', 'inversion', 'facturación', 'facturacion', 'ingresos anuales', 'cheque', 'cheques', 'formación', 'seguro', 'ronda', 'recaudado', 'levantado', 'vales', 'bono', 'bonos', 'reembolso', 'alquiler', 'beneficios sociales', 'subsidio', 'subvención',
  // pt
  'vale', 'vales', 'vr', 'va', 'vale-refeição', 'vale-alimentação', 'vale-transporte', 'vale refeição', 'vale alimentação', 'refeição', 'alimentação', 'auxílio', 'auxilio', 'auxílio-*', 'ajuda de custo', 'ajuda', 'ticket', 'caju', 'flash', 'ifood', 'cartão', 'gympass', 'wellhub', 'totalpass', 'plano de saúde', 'plano', 'saúde', 'reembolso', 'reembolsamos', 'bem-estar', 'benefício', 'benefícios', 'beneficio', 'beneficios', 'investimento', 'investimentos', 'captou', 'captamos', 'faturamento', 'receita', 'rodada', 'aporte', 'orçamento', 'seguro', 'seguro de vida', 'creche', 'mensalidade', 'indicação', 'bônus', 'subsídio', 'home office', 'plr', 'curso', 'cursos', 'educação', 'desconto', 'descontos', 'cultura',
  // nl
  'budget', 'opleidingsbudget', 'omzet', 'jaaromzet', 'investering', 'vergoeding', 'reiskosten', 'reiskostenvergoeding', 'onkosten*', 'pensioen*', 'thuiswerk*', 'vakantiegeld', 'bonus', 'mobiliteitsbudget', 'maaltijdcheques', '*cheques', 'leasebudget', 'opleiding', 'opleidings*', 'financiering',
  // pl
  'budżet', 'budzet', 'dofinansowanie', 'szkolenia', 'szkoleniowy', 'szkoleń', 'obroty', 'obrót', 'przychód', 'przychody', 'finansowanie', 'bonus', 'premia', 'premie', 'ubezpieczenie', 'multisport', 'karta', 'polecenie', 'polecenia', 'dodatek', 'bonus', 'kafeteria', 'ryczałt',
  // it
  'fatturato', 'buoni', 'buono', 'buoni pasto', 'ticket', 'finanziamento', 'finanziamenti', 'investimento', 'rimborso', 'rimborsi', 'formazione', 'budget', 'premio', 'premi', 'welfare', 'assicurazione', 'bonus', 'raccolto', 'round',
  // sv da nb
  'friskvård', 'friskvårds*', 'omsättning', 'omsätter', 'omsætning', 'omsetning', 'bidrag', '*bidrag', '*tillägg', 'investering', 'försäkring', 'pensionsordning', 'pension*', 'tilskud', 'finansiering', 'bonus', 'miljarder', 'milliarder',
  // cs sk hu ro bg
  'příspěvek', 'príspevok', 'stravenky', 'stravenka', 'stravenk*', 'obrat', 'investice', 'rozpočet', 'bonus', 'doporučení', 'benefit*', 'penzijní', 'životní', 'pojištění', 'kafeterie', 'cafeteria', 'költségvetés', 'árbevétel', 'juttatás', 'támogatás', 'keret', 'tichete', 'bonuri', 'tichet', 'cifră de afaceri', 'buget', 'abonament', 'ваучери', 'ваучер', 'бонус', 'бюджет', 'nákup', 'multisport',
  // ru uk
  'инвестиции', 'инвестиций', 'инвестировал', 'привлекли', 'привлек', 'раунд', 'выручка', 'выручкой', 'оборот', 'оборотом', 'прибыль', 'компенсация обедов', 'компенсация питания', 'компенсация спорта', 'обеды', 'питание', 'дмс', 'обучение', 'бонус', 'премия', 'премии', 'релокация', 'релокационный', 'страховка', 'спорт', 'фитнес', 'клиентов', 'реферальный', 'рекомендацию', 'інвестицій', 'інвестиції', 'залучили', 'навчання', 'премія', 'бюджет', 'страхування', 'обіг', 'оборот',
  // tr
  'yatırım', 'ciro', 'bütçe', 'yemek', 'yemek kartı', 'yol', 'prim', 'ikramiye', 'sigorta', 'destek', 'desteği', 'değerleme', 'servis', 'eğitim',
  // ja zh ko vi
  '手当', '補助', '支給上限', '賞与', '交通費', '売上', '資金調達', '調達', '資本金', '祝い金', '支援金', '書籍', '研修', '給付', '年商', '補貼', '补贴', '津貼', '津贴', '融资', '融資', '投資', '投资', '營業額', '营业额', '估值', '資本額', '资本', '獎金', '奖金', '年終', '年终', '红包', '禮金', '礼金', '旅遊', '旅游', '預算', '预算', '补助', '伙食', '餐補', '餐补', '房補', '房补', '交通補', '保险', '推薦獎', '内推奖', '투자', '매출', '지원금', '복지', '복지포인트', '식대', '상여', '수당', '보너스', '자본금', '포인트', 'phụ cấp', 'thưởng', 'trợ cấp', 'đầu tư', 'bảo hiểm', 'hỗ trợ', 'doanh thu', 'học bổng', 'du lịch', 'gói',
  'tunjangan', 'bonus', 'asuransi', 'pendanaan',
];

/** Not veto words, though they stand on a figure from behind in adverts of pay. */
export const NOT_A_VETO_BEHIND: readonly string[] = ['bonus', 'bonuses', 'equity', 'shares', 'options', 'market', 'development', 'account', 'accounts', 'contracts', 'industry', 'tax', 'training', 'medical', 'dental', 'insurance', 'pension', 'benefits', 'benefit', 'profit', 'holiday', 'vacation'];

/** «More than», of other people's money or as a floor: an offer is not worded so without a word for pay. */
export const COMPARISON_WORDS: readonly string[] = ['more than', 'less than', 'at most', 'as little as', 'as much as', 'exceed', 'over', 'upwards of', 'worth', 'almost', 'nearly', 'average', 'typically', 'mehr als', 'plus de', 'más de', 'mais de', 'più di', 'meer dan', 'ponad', 'более', 'понад'];
