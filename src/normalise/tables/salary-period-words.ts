import type { Period } from '../../domain/salary.js';

/** Words for a stretch of time, lower case. `per`: stand after «per», «/», «a»; `adverb`: say it alone; `noun`: pay by that stretch, said before the figure. */
export interface PeriodWords {
  readonly period: Exclude<Period, 'once'>;
  readonly per: readonly string[];
  readonly adverb: readonly string[];
  readonly noun: readonly string[];
}

/** What may join a figure and its period. */
export const PER_WORDS: readonly string[] = ['per', 'a', 'an', 'each', 'every', 'pro', 'je', 'im', 'par', 'por', 'al', 'ao', 'à', 'a la', 'na', 'za', 'w', 'all', "all'", 'al', 'in', 'om', 'i', 'om', 'pr', 'pr.', 'po', 'в', 'за', 'на', 'у', 'mỗi', '1', 'one', 'the', '每', '毎', 'per:', 'p/', 'p', 'p.', '/1', 'pe', 'på', 'del', 'c/', '한'];

export const PERIOD_WORDS: readonly PeriodWords[] = [
  {
    period: 'year',
    per: ['year', 'years', 'yr', 'yr.', 'annum', 'anum', 'y', 'yearly', 'jahr', 'an', 'année', 'année', 'ano', 'año', 'anno', 'jaar', 'rok', 'roku', 'år', 'året', 'vuosi', 'év', 'évente', 'год', 'рік', 'yıl', 'năm', 'tahun', '年', '연', '년', 'an brut', 'рік'],
    adverb: ['yearly', 'annual', 'annually', 'annualy', 'annualized', 'annualised', 'per annum', 'p.a', 'p.a.', 'p. a.', 'pa', 'p/a', 'jährlich', 'jährliches', 'jährlichen', 'p.j.', 'annuel', 'annuels', 'annuelle', 'annuellement', 'anual', 'anuales', 'anualmente', 'anuais', 'annuo', 'annui', 'annua', 'lordi annui', 'jaarlijks', 'per jaar', 'rocznie', 'ročně', 'ročne', 'rocne', 'årligt', 'årlig', 'årlige', 'årligen', 'anually', 'в год', 'годовых', 'годовой', 'в рік', 'на рік', 'yıllık', 'tahunan', '年薪', '每年', '/年', '연봉', 'bruto/año', 'b/a', 'lpa', 'godišnje', 'ctc', 'évi', 'éves', 'anuală', 'годишно', 'metinis', '年収'],
    noun: ['annual', 'yearly', 'annum', 'annualized', 'jahresgehalt', 'jahresbrutto*', 'jahres*', '*jahresgehalt', 'jahreseinkommen', 'bruttojahresgehalt', 'jährliche', 'jährliches', 'jährlichen', 'jährlich', 'annuel', 'annuelle', 'anual', 'anuales', 'annuo', 'annua', 'ral', 'r.a.l.', 'sba', 'ctc', 'jaarsalaris', 'bruto jaarsalaris', 'roczne', 'rocznie', 'roční', 'ročná', 'årlig', 'årlige', 'årliga', 'årslön', 'årslønn', 'årsløn', 'vuosipalkka', 'годовой', 'годовая', 'річна', 'річний', 'yıllık', '年薪', '年収', '年俸', '年包', '총연봉', '연봉', '年給', 'lpa', 'éves', 'anuală', 'godišnja', 'per annum', 'p.a.', 'per year', 'fixum p.a.', '想定年収'],
  },
  {
    period: 'month',
    per: ['month', 'months', 'mo', 'mo.', 'mth', 'mon', 'mnth', 'm', 'mon.', 'monat', 'mois', 'mes', 'mês', 'mese', 'maand', 'miesiąc', 'mies', 'mies.', 'm-c', 'měsíc', 'mesiac', 'mes.', 'mån', 'mån.', 'månad', 'månaden', 'måned', 'måneden', 'md', 'md.', 'mdr', 'kk', 'kuukausi', 'hó', 'hónap', 'lună', 'luna', 'месяц', 'мес', 'мес.', 'місяць', 'міс', 'міс.', 'ay', 'tháng', 'thg', 'bulan', 'bln', '月', '월', '달', 'pm', 'mjesec', 'месец', 'mėn', 'mēn', 'kuu', 'เดือน', 'חודש', 'μήνα'],
    adverb: ['monthly', 'p.m', 'p.m.', 'pm', 'pcm', 'monatlich', 'mtl.', 'mensuel', 'mensuels', 'mensuelle', 'mensual', 'mensuales', 'mensal', 'mensais', 'mensalmente', 'mensualmente', 'mensile', 'mensili', 'maandelijks', 'miesięcznie', 'mies', 'mies.', 'měsíčně', 'mesačne', 'mesacne', 'mesicne', 'månatligen', 'månedligt', 'månedlig', 'kuukaudessa', 'havonta', 'havi', 'lunar', 'lunara', 'помесячно', 'ежемесячно', 'щомісяця', 'aylık', '月薪', '每月', '毎月', '/月', '월급', 'hàng tháng', 'mjesečno', 'mesečno', 'месечно', 'mēnesī', 'kuus', 'mėn.'],
    noun: ['monthly', 'monatlich', 'monatliche', 'monatliches', 'monatlichen', 'monatsgehalt', 'monatsbrutto', 'bruttomonatsgehalt', 'mensuel', 'mensuelle', 'mensual', 'mensal', 'mensile', 'maandsalaris', 'brutomaandsalaris', 'maandloon', 'miesięczne', 'miesięcznie', 'miesięczna', 'měsíční', 'mesačná', 'mesačný', 'månadslön', 'månedsløn', 'månedslønn', 'kuukausipalkka', 'havi', 'lunar', 'месячный', 'месячная', 'місячна', 'aylık', '月薪', '月給', '月収', '月收入', '월급', '월급여', 'lương tháng', 'per month', 'por mês', 'al mes', 'par mois', 'pro monat', 'each month'],
  },
  {
    period: 'week',
    per: ['week', 'weeks', 'wk', 'wk.', 'woche', 'semaine', 'semana', 'settimana', 'tydzień', 'týden', 'vecka', 'uge', 'uke', 'неделю', 'тиждень', 'hafta', '週', '周', '주', 'tuần'],
    adverb: ['weekly', 'p.w', 'p.w.', 'pw', 'wöchentlich', 'hebdomadaire', 'semanal', 'semanales', 'semanais', 'settimanale', 'wekelijks', 'tygodniowo', 'týdně', '週給', '周薪', '주급', 'biweekly-none'],
    noun: ['weekly', 'wöchentlich', 'semanal', 'hebdomadaire', 'weekloon', '週給', '周薪', '주급'],
  },
  {
    period: 'day',
    per: ['day', 'days', 'diem', 'tag', 'pt', 'jour', 'j', 'día', 'dia', 'giorno', 'dag', 'dagen', 'dzień', 'den', 'deň', 'md', 'manday', 'man-day', 'nap', 'zi', 'день', 'gün', 'ngày', 'hari', '日', '天', '일', 'personentag', 'd'],
    adverb: ['daily', 'p.d', 'p.d.', 'pd', 'per diem', 'täglich', 'ht', 'journalier', 'diario', 'diarios', 'diária', 'giornaliero', 'dagelijks', 'dziennie', 'denně', 'daglig', 'günlük', '日薪', '日給', '/天', '일당'],
    noun: ['daily', 'day rate', 'day-rate', 'dayrate', 'tagessatz', 'tagessätze', 'tagesrate', 'tjm', 'taux journalier', 'dagtarief', 'tarifa diaria', 'diária', 'tariffa giornaliera', 'stawka dzienna', 'denní sazba', 'man-day', 'md rate', 'günlük', '日薪', '日給', '일당'],
  },
  {
    period: 'hour',
    per: ['hour', 'hours', 'hr', 'hrs', 'hr.', 'h', 'std', 'std.', 'stunde', 'stunden', 'heure', 'hora', 'ora', 'uur', 'godz', 'godz.', 'godzinę', 'godzina', 'h.', 'hod', 'hod.', 'hodinu', 'hodina', 'timme', 'timmen', 'tim', 'time', 'timen', 'tunti', 'óra', 'oră', 'час', 'ч', 'ч.', 'годину', 'saat', 'giờ', 'jam', '時間', '小时', '小時', '时', '時', '시간', 'sat', 'val', 'ώρα'],
    adverb: ['hourly', 'p.h', 'p.h.', 'ph', 'stündlich', 'pro stunde', 'horaire', 'la hora', 'por hora', 'orari', 'orario', 'per uur', 'na godzinę', 'godzinowo', 'hodinově', 'óránként', 'почасовая', 'saatlik', '時薪', '时薪', '時給', '시급', 'an hour', 'na h'],
    noun: ['hourly', 'per hour', 'hour rate', 'stundensatz', 'stundenlohn', 'stundensätze', 'taux horaire', 'horaire', 'tarifa por hora', 'valor hora', 'valor/hora', 'uurtarief', 'uurloon', 'stawka godzinowa', 'godzinowa', 'hodinová', 'timlön', 'timeløn', 'timepris', 'timelønn', 'tuntipalkka', 'órabér', 'почасовая', 'почасовой', 'погодинна', 'saatlik', '時給', '時薪', '时薪', '시급'],
  },
];
