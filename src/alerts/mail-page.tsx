import type { Child } from 'hono/jsx';
import type { Digest, DigestListing } from './digest.js';

const INK = '#1b1f24';
const QUIET = '#57606a';
const LINK = '#0b57a4';
/** For mail programs that show dark pages and read a style sheet; the others keep the inline colours. */
const DARK = `@media (prefers-color-scheme: dark) {
body { background: #16191d !important; color: #e6e8eb !important }
.quiet { color: #a3abb5 !important; border-color: #3a424b !important }
a { color: #8ec1ff !important }
a.button { background: #8ec1ff !important; color: #10161d !important }
}`;

const Frame = ({ title, children }: { title: string; children?: Child }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <title>{title}</title>
      <style dangerouslySetInnerHTML={{ __html: DARK }} />
    </head>
    <body style={`margin:0;padding:24px 16px;background:#ffffff;color:${INK};font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif`}>
      <div style="max-width:600px;margin:0 auto">{children}</div>
    </body>
  </html>
);

const Footer = ({ children }: { children?: Child }) => (
  <p class="quiet" style={`margin:32px 0 0;padding-top:16px;border-top:1px solid #d0d7de;color:${QUIET};font-size:14px`}>
    {children}
  </p>
);

const Anchor = ({ href, children }: { href: string; children?: Child }) => (
  <a href={href} style={`color:${LINK}`}>
    {children}
  </a>
);

const Listing = ({ listing }: { listing: DigestListing }) => (
  <div style="margin:0 0 20px">
    <div style="font-size:18px;font-weight:600">
      <Anchor href={listing.url}>{listing.title}</Anchor>
    </div>
    <div>
      {listing.company} · {listing.place}
    </div>
    <div>
      {listing.level} · {listing.isPayStated ? <strong>{listing.pay}</strong> : listing.pay}
    </div>
    <div class="quiet" style={`color:${QUIET};font-size:14px`}>
      Matches {listing.why}. First seen {listing.firstSeen}
      {listing.occasion === null ? '' : `; ${listing.occasion}`}
      {listing.isClosed ? '; closed since' : ''}.
    </div>
  </div>
);

/** The HTML of a digest; every word is escaped, and nothing is loaded from anywhere. */
export const digestHtml = (digest: Digest, links: { readonly unsubscribe: string; readonly manage: string }): string =>
  documentOf(
    <Frame title={digest.subject}>
      <h1 style="font-size:20px;margin:0 0 4px">{digest.headline}</h1>
      <p class="quiet" style={`margin:0 0 24px;color:${QUIET}`}>
        Your search: <Anchor href={digest.searchUrl}>{digest.searchWords}</Anchor>
      </p>
      {digest.listings.map((listing) => (
        <Listing listing={listing} />
      ))}
      {digest.notes.map((note) => (
        <p style="margin:0 0 12px">{note}</p>
      ))}
      <p style="margin:24px 0 0">
        <Anchor href={digest.searchUrl}>See the search</Anchor>
      </p>
      <Footer>
        You get this because you saved this search. <Anchor href={links.manage}>Change, pause or erase your alerts</Anchor> ·{' '}
        <Anchor href={links.unsubscribe}>Unsubscribe</Anchor>
      </Footer>
    </Frame>,
  );

export interface LetterContent {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly button: { readonly words: string; readonly href: string } | null;
  readonly after: readonly string[];
  readonly footer: readonly { readonly words: string; readonly href: string }[];
}

/** The HTML of a short letter of ours: a confirmation, a notice. */
export const letterHtml = (letter: LetterContent): string =>
  documentOf(
    <Frame title={letter.title}>
      <h1 style="font-size:20px;margin:0 0 16px">{letter.title}</h1>
      {letter.paragraphs.map((words) => (
        <p style="margin:0 0 16px">{words}</p>
      ))}
      {letter.button === null ? (
        ''
      ) : (
        <p style="margin:0 0 24px">
          <a
            class="button"
            href={letter.button.href}
            style={`display:inline-block;padding:12px 20px;background:${LINK};color:#ffffff;text-decoration:none;border-radius:6px`}
          >
            {letter.button.words}
          </a>
        </p>
      )}
      {letter.after.map((words) => (
        <p style="margin:0 0 16px">{words}</p>
      ))}
      <Footer>
        {letter.footer.map(({ words, href }, at) => (
          <span>
            {at === 0 ? '' : ' · '}
            <Anchor href={href}>{words}</Anchor>
          </span>
        ))}
      </Footer>
    </Frame>,
  );

const documentOf = (page: { toString(): string }): string => `<!doctype html>${page.toString()}`;
