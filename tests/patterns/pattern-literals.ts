/** A regular expression as written in a source file. */
export interface WrittenPattern {
  readonly source: string;
  readonly flags: string;
  /** `file:line`. */
  readonly where: string;
}

const BEFORE_PATTERN = /(?:[([{,;=:!&|?+\-*%~^]|=>|\b(?:return|case|typeof|in|of|void|yield|await|else|do))$/;
const isSpace = (char: string): boolean => char === ' ' || char === '\n' || char === '\t' || char === '\r';

/** End of the quoted text that begins at `at`. */
function quoteEnd(code: string, at: number): number {
  const quote = code.charAt(at);
  let index = at + 1;
  while (index < code.length && code.charAt(index) !== quote) index += code.charAt(index) === '\\' ? 2 : 1;
  return index + 1;
}

/** End of the pattern that begins at `at` («/»), flags left out; −1 when the line ends before it. */
function patternEnd(code: string, at: number): number {
  let inClass = false;
  for (let index = at + 1; index < code.length; index++) {
    const char = code.charAt(index);
    if (char === '\n') return -1;
    if (char === '\\') index++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return index + 1;
  }
  return -1;
}

/**
 * The regular expressions written in TypeScript code, JSX text apart: strings, templates and comments are passed over, and a slash begins
 * a pattern only where a value may begin. Holes of templates are read as code.
 */
export function patternsIn(code: string, file: string): WrittenPattern[] {
  const found: WrittenPattern[] = [];
  /** Depth of braces of each template's open hole. */
  const holes: number[] = [];
  let lastCode = '';
  let start = 0;
  if (code.startsWith('#!')) start = code.indexOf('\n');
  const templateEnd = (from: number): number => {
    let index = from;
    while (index < code.length) {
      if (code.charAt(index) === '\\') index += 2;
      else if (code.charAt(index) === '`') return index + 1;
      else if (code.startsWith('${', index)) {
        holes.push(0);
        return index + 2;
      } else index++;
    }
    return index;
  };
  for (let index = start; index < code.length;) {
    const char = code.charAt(index);
    if (isSpace(char)) {
      index++;
      continue;
    }
    if (code.startsWith('//', index)) {
      const end = code.indexOf('\n', index);
      index = end < 0 ? code.length : end;
      continue;
    }
    if (code.startsWith('/*', index)) {
      index = code.indexOf('*/', index + 2) + 2;
      continue;
    }
    if (char === "'" || char === '"') {
      index = quoteEnd(code, index);
      lastCode = 'x';
      continue;
    }
    if (char === '`') {
      index = templateEnd(index + 1);
      lastCode = holes.length > 0 && code.startsWith('${', index - 2) ? '(' : 'x';
      continue;
    }
    const depth = holes.at(-1);
    if (depth !== undefined && (char === '{' || char === '}')) {
      if (char === '}' && depth === 0) {
        holes.pop();
        index = templateEnd(index + 1);
        lastCode = code.startsWith('${', index - 2) ? '(' : 'x';
        continue;
      }
      holes[holes.length - 1] = depth + (char === '{' ? 1 : -1);
    }
    if (char === '/' && (lastCode === '' || BEFORE_PATTERN.test(lastCode))) {
      const end = patternEnd(code, index);
      if (end > 0) {
        const flags = /^[a-z]*/.exec(code.slice(end, end + 8))?.[0] ?? '';
        found.push({ source: code.slice(index + 1, end - 1), flags, where: `${file}:${code.slice(0, index).split('\n').length}` });
        index = end + flags.length;
        lastCode = 'x';
        continue;
      }
    }
    lastCode = (lastCode + char).slice(-12);
    if (isSpace(code.charAt(index + 1))) lastCode = lastCode.slice(/\w$/.test(lastCode) ? -12 : -2);
    index++;
  }
  return found;
}
