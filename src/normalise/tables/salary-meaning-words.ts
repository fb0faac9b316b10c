/** Words near a figure that say what kind of pay it is. Lower case; `*` takes the rest of the word. */
export const NET_WORDS: readonly string[] = ['net', 'netto', 'nets', 'net salary', 'neto', 'netos', 'nett', 'after tax', 'after taxes', 'take-home', 'take home', 'na rękę', 'líquido', 'liquido', 'líquidos', 'нетто', 'на руки', 'чистыми', 'чистими', 'после вычета', 'после налогов', 'в руки', 'čistého', 'čistá', 'nettó', 'ele geçen', 'thực nhận', 'thực lĩnh', '税后', '稅後', '到手', '手取り', '세후', 'nettolohn', 'nettogehalt', 'netti'];
export const GROSS_WORDS: readonly string[] = ['gross', 'brutto', 'brutto*', '*brutto', 'brut', 'bruts', 'brute', 'bruto', 'brutos', 'bruto*', 'lordo', 'lordi', 'lorda', 'ral', 'b/a', 'гросс', 'до вычета', 'до налогов', 'брутто', 'бруто', 'hrubého', 'hrubá', 'hrubý', 'bruttó', 'brüt', 'bruttolön', 'bruttoløn', 'bruttolønn', 'before tax', 'pre-tax', 'pretax', '税前', '稅前', '세전', 'trước thuế', '額面', 'uop', 'umowa o pracę', 'umowę o pracę'];

export const CONTRACTOR_WORDS: readonly string[] = ['b2b', 'pj', 'c2c', '1099', 'corp to corp', 'corp-to-corp', 'contractor', 'contractors', 'freelance', 'freelancer', 'freelancers', 'freelancing', 'consultant', 'consultants', 'fop', 'фоп', 'ип', 'outside ir35', 'inside ir35', 'ir35', 'day rate', 'tjm', 'tagessatz', 'tagessätze', 'stundensatz', 'freiberuflich', 'freiberufler', 'autónomo', 'autonomo', 'zzp', 'dagtarief', 'uurtarief', 'osvč', 'ičo', 'živnost', 'faktura', 'na fakturę', '+ vat', '+vat', 'plus vat', 'excl. vat', 'md rate', 'rate até', 'contract', 'contracting', 'サラリー業務委託', '業務委託', '프리랜서', 'partita iva', 'p.iva', 'p. iva', 'honorários', 'recibos verdes'];
export const EMPLOYEE_WORDS: readonly string[] = ['uop', 'umowa o pracę', 'umowę o pracę', 'employment contract', 'w2', 'w-2', 'clt', 'cdi', 'cdd', 'contrato indefinido', 'festanstellung', 'permanent', 'hpp', 'стк', 'тк рф', 'coe'];

export const OTE_WORDS: readonly string[] = ['ote', 'on target', 'on-target', 'on target earnings', 'on-target earnings', 'including commission', 'incl. commission', 'base + commission', 'base + commissions', 'with commission', 'zielgehalt', 'zieleinkommen'];
export const TOTAL_WORDS: readonly string[] = ['total compensation', 'total comp', 'total cash', 'total package', 'total rewards', 'total annual compensation', 'total target compensation', 'tc', 'all-in', 'total on-target', 'gesamtpaket', 'package total', 'including equity', 'base + equity', 'ctc total', '总包', '總包', '年包', '総額'];
export const BASE_WORDS: readonly string[] = ['base', 'base salary', 'base pay', 'basic', 'fixe', 'fixed', 'fixum', 'grundgehalt', 'grundløn', 'base compensation', '底薪', '基本給', 'fijo', 'fixo'];
export const STIPEND_WORDS: readonly string[] = ['stipend', 'stipends', 'bolsa', 'bolsa-auxílio', 'gratification', 'praktikumsvergütung', 'internship pay'];
export const PRO_RATA_WORDS: readonly string[] = ['pro rata', 'pro-rata', 'prorata', 'prorated', 'pro-rated', 'fte', 'full-time equivalent', 'full time equivalent', 'anteilig', 'vollzeitäquivalent', 'part-time', 'part time', 'temps partiel', 'teilzeit'];
export const EQUITY_WORDS: readonly string[] = ['equity', 'stock options', 'bspce', 'esop', 'esops', 'vsop', 'anteile'];
/** Salaries a year, as stated: «14薪», «x 13». */
export const MONTHS_A_YEAR: readonly (readonly [RegExp, 13 | 14 | 16])[] = [
  [/(?:13|十三)\s?(?:薪|个月|個月|th month|salaries|gehälter|monatsgehälter|mensualit|months|mesi|mensilit|pagas|x\b)/u, 13],
  [/(?:14|十四)\s?(?:薪|个月|個月|th month|salaries|gehälter|monatsgehälter|mensualit|months|mesi|mensilit|pagas|x\b)/u, 14],
  [/(?:16|十六)\s?(?:薪|个月|個月|salaries|months)/u, 16],
  [/[x×*]\s?13(?!\d)/u, 13],
  [/[x×*]\s?14(?!\d)/u, 14],
  [/[x×*]\s?16(?!\d)/u, 16],
];
/** By custom monthly pay is told fourteen times a year. */
export const FOURTEEN_BY_CUSTOM: ReadonlySet<string> = new Set(['AT']);

/** Words between a figure and «week», «day» that make the stretch one of work, not of pay. */
export const WORK_TIME_WORDS: readonly string[] = ['hours', 'hour', 'hrs', 'h', 'days', 'stunden', 'std', 'std.', 'tage', 'heures', 'jours', 'horas', 'días', 'dias', 'uur', 'dagen', 'godzin', 'hodin', 'timmar', 'timer', 'ore', 'giorni', 'times', 'x', 'once', 'twice', 'часов', 'години', 'óra', 'saat'];
/** After an adverb of time these name another thing than pay. */
export const PERIOD_SPOILERS: readonly string[] = ['bonus', 'bonuses', 'review', 'reviews', 'budget', 'allowance', 'performance', 'raise', 'raises', 'increase', 'increases', 'leave', 'merit', 'team', 'retreat', 'retreats', 'offsite', 'offsites', 'stipend', 'company', 'refresh', 'evaluation', 'target', 'variable', 'incentive', 'incentives', 'pay review', 'salary review', 'equity'];
/** Hints that a bare small figure is by the hour, not thousands. */
export const HOURLY_HINTS: readonly string[] = ['hourly', 'hour', 'hr', 'hrs', 'rate', 'rates', 'contract', 'contractor', 'c2c', '1099', 'w2', 'freelance', 'per hour', 'part-time', 'part time', 'intern', 'internship', 'temp'];
