/** Words directly before a figure that make it a floor. */
export const FROM_WORDS: readonly string[] = [
  'from', 'starting at', 'starting from', 'starts at', 'starting', 'starts from', 'start at', 'starting salary', 'starting salary is', 'starting salary of', 'starting pay is', 'starting pay', 'minimum', 'minimum of', 'min', 'min.', 'at least', 'no less than', 'not less than', 'more than', 'over', 'above', 'north of', 'upwards of', 'in excess of', '>', '>=', '≥', 'base from', 'beginning at', 'floor of',
  'ab', 'mindestens', 'mind.', 'mindestgehalt', 'mindestgehalt von', 'mindestgehalt beträgt', 'bruttomindestgehalt', 'mindestentgelt', 'min', 'wenigstens', 'über', 'von mindestens', 'beginnend bei', 'startet bei',
  'dès', 'à partir de', 'a partir de', 'minimum de', 'au moins', 'au minimum', 'plus de', 'partir de',
  'desde', 'a partir de', 'mínimo', 'mínimo de', 'mas de', 'más de', 'al menos', 'superior a', 'a partir',
  'acima de', 'mínimo', 'mais de', 'pelo menos', 'vanaf', 'minimaal', 'minstens', 'vanaf een', 'od', 'co najmniej', 'powyżej', 'minimum', 'min', 'da', 'a partire da', 'almeno', 'minimo', 'oltre', 'più di', 'superiore a', 'från', 'minst', 'fra', 'mindst', 'alkaen', 'vähintään', 'alespoň', 'najmenej', 'minimálně', 'legalább', 'de la', 'от', 'не менее', 'от:', 'от ', 'від', 'не менше', 'en az', 'từ', 'trên', 'tối thiểu', 'ít nhất', 'mulai', '最低', '至少', '최소',
];

/** Words directly before a figure that make it a ceiling. */
export const TO_WORDS: readonly string[] = [
  'up to', 'upto', 'up-to', 'salary to', 'salaries to', 'package to', 'rate to', 'max', 'max.', 'maximum', 'maximum of', 'as high as', 'at most', 'no more than', 'not more than', 'under', 'below', 'capped at', 'cap of', 'less than', 'very much <', '<', '<=', '≤', 'as much as', 'topping out at', 'until', 'reach', 'can reach', 'budget up to',
  'bis', 'bis zu', 'höchstens', 'maximal', 'bis max.', 'bis maximal', "jusqu'à", "jusqu'a", 'jusque', 'jusqu’à', 'maximum de', 'hasta', 'hasta los', 'máximo', 'máximo de', 'até', 'ate', 'no máximo', 'tot', 'tot wel', 'maximaal', 'tot maximaal', 'do', 'nawet do', 'aż do', 'maks.', 'maksymalnie', 'fino a', 'fino ad', 'max', 'massimo', 'upp till', 'till', 'op til', 'opp til', 'enintään', 'jopa', 'až', 'až do', 'maximálně', 'akár', 'legfeljebb', 'până la', 'pana la', 'до', 'не более', 'вплоть до', 'не більше', 'en fazla', 'đến', 'tới', 'lên đến', 'lên tới', 'không quá', 'tối đa', 'up đến', 'hingga', 'sampai', '最高', '最大', '上限', '최대',
];

/** Words directly after a figure that open it above. */
export const FROM_WORDS_AFTER: readonly string[] = ['and up', 'and above', 'or more', 'or above', 'and upwards', 'upwards', 'minimum', 'min', 'minimum.', 'starting', 'to start', '+', 'plus depending', 'or higher', '以上', '起', 'から', '〜', 'trở lên', 'mindestens', 'aufwärts', 'und mehr', 'oder mehr', 'ou plus', 'et plus', 'minimum', 'o más', 'ou mais', 'of meer', 'lub więcej', 'i więcej', 'и выше', 'и более', 'і вище', 've üzeri', '이상', '부터'];

/** Words directly after a figure that make it a ceiling. */
export const TO_WORDS_AFTER: readonly string[] = ['max', 'max.', 'maximum', 'tops', 'or less', '以下', '以内', '이하', '까지', 'まで', 'maximal', 'máximo', 'maks'];

/** Between the ends of a range. */
export const RANGE_JOINTS: readonly string[] = ['-', '--', '---', '~', '->', '→', '>', 'to', 'thru', 'through', 'up to', 'upto', 'until', 'bis', 'bis zu', 'à', 'a', 'ate', 'até', 'hasta', 'e', 'tot', 'tot en met', 't/m', 'do', 'aż do', 'až', 'az', 'ad', 'fino a', 'til', 'till', 'upp till', 'op til', 'до', 'по', 'đến', 'den', 'tới', 'ile', 'hingga', 'sampai', '至', '到', 'から', '부터', 'and up to', '- up to', '. .', '..', '...', '…', 'jusqu\'à', 'la', 'ad', 'ila', 'max', 'max:', '/ max', ', max', 'and a maximum of', 'to a maximum of', 'and', 'und', 'et', 'y', 'and a', 'och', 'og', 'i', 'en', 'и', 'та', 'và', 've', 'และ'];

/** Joints that are also «and»: a range only when a word for «between» stands before. */
export const AND_JOINTS: readonly string[] = ['and', 'und', 'et', 'y', 'e', 'en', 'och', 'og', 'i', 'и', 'та', 'và', 've', 'ed', 'a a'];
export const BETWEEN_WORDS: readonly string[] = ['between', 'zwischen', 'entre', 'tussen', 'mellan', 'mellem', 'mellom', 'pomiędzy', 'między', 'tra', 'fra', 'mezi', 'medzi', 'между', 'між', 'giữa', 'od', 'from', 'von', 'de', 'range of', 'range', 'arasında', 'välillä', 'között', 'între'];

/** Filler between a bound word or a joint and its figure. */
export const AROUND_WORDS: readonly string[] = ['about', 'around', 'approx', 'approx.', 'approximately', 'circa', 'ca', 'ca.', 'c.', 'roughly', 'somewhere', 'of', 'is', 'at', 'the', 'a', 'beträgt', 'etwa', 'rund', 'von', 'de', 'environ', 'alrededor de', 'em torno de', 'около', '約', '约', 'brutto', 'gross', 'brut', 'monatlich', 'jährlich', 'net', 'netto', 'base', ':', '=', '~', 'i. h. v.', 'i.h.v.', 'the equivalent of', 'usd', 'eur'];
