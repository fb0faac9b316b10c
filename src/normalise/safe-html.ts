import sanitizeHtml from 'sanitize-html';

/** Raise it with any change below: stored descriptions are then cleaned again. */
export const SANITISER_VERSION = '1';

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'ul',
    'ol',
    'li',
    'strong',
    'em',
    'b',
    'i',
    'h2',
    'h3',
    'h4',
    'a',
    'code',
    'pre',
    'blockquote',
    'hr',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math', 'template', 'title'],
  enforceHtmlBoundary: false,
  nestingLimit: 30,
  transformTags: {
    h1: 'h3',
    h5: 'h4',
    h6: 'h4',
    div: 'p',
    section: 'p',
    a: (tagName, attributes) => ({
      tagName,
      attribs: { ...(attributes['href'] === undefined ? {} : { href: attributes['href'] }), rel: 'nofollow noopener ugc' },
    }),
  },
};

const cleaned = (html: string): string =>
  sanitizeHtml(html, OPTIONS)
    .replace(/<p>(?:\s|&nbsp;)*<\/p>/g, '')
    .trim();

/**
 * The part of a description's markup that may reach a reader: an allow-list of elements, links to http, https and mailto alone.
 * Stable: cleaning what is clean changes nothing.
 * @returns `null` when the description holds no markup; its text is then shown in paragraphs
 */
export function safeHtmlOf(description: string): string | null {
  const cut = description.slice(0, 100_000);
  if (!/<[a-z/]/i.test(cut)) return null;
  let html = cleaned(cut);
  // Blocks inside paragraphs are moved by the parser, which may leave something more to clean; three passes settle it.
  for (let pass = 0; pass < 3; pass += 1) html = cleaned(html);
  return html === '' ? null : html;
}
