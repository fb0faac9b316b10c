/** Words that end in a point without ending a sentence. */
export const SENTENCE_ABBREVIATIONS: readonly string[] = ['approx', 'max', 'min', 'incl', 'inkl', 'resp', 'bzw', 'ggf', 'mind', 'etc', 'mtl', 'std', 'ca', 'est', 'avg', 'usw', 'evtl', 'jährl', 'monatl', 'brut', 'annu', 'mies', 'godz', 'тыс', 'руб', 'мес', 'тис', 'грн', 'міс', 'млн', 'tys', 'tis', 'e.g', 'i.e', 'sal', 'comp', 'mens', 'aprox', 'env', 'aug', 'nov', 'dec', 'jan', 'inc', 'ltd', 'yr', 'hr', 'mo', 'neg', 'mil', 'mio', 'dept'];

/** Small words that do not make a cell a sentence. */
export const AND_SO_ON: readonly string[] = ['usd', 'eur', 'gbp', 'cad', 'range', 'approx', 'about', 'around', 'circa', 'ca', 'up', 'to', 'from', 'max', 'min', 'ab', 'bis', 'until', 'hour', 'day', 'month', 'year', 'annum', 'yr', 'hr', 'mo', 'per', 'a', 'an', 'or', 'and', 'equity', 'bonus', 'level', 'junior', 'senior', 'mid', 'middle', 'pleno', 'lead', 'remote', 'est', 'hire', 'hires', 'for', 'in', 'us', 'uk', 'canada'];
