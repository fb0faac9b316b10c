import type { Child } from 'hono/jsx';
import { SCRIPT_HREF } from './script.js';
import { STYLESHEET_HREF } from './styles.js';

export type Theme = 'auto' | 'light' | 'dark';

/** What every page is told about the site and the visit. */
export interface Site {
  readonly theme: Theme;
  /** All listings are invented; said on every page. */
  readonly demo: boolean;
  /** Path and query of this page: where the theme switch comes back to. */
  readonly path: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
}

interface LayoutProps {
  readonly site: Site;
  readonly title: string;
  readonly description?: string;
  readonly noindex?: boolean;
  /** Path of the address that stands for this page. */
  readonly canonical?: string;
  readonly feeds?: readonly { readonly type: string; readonly title: string; readonly href: string }[];
  /** A `<link rel=next>`. */
  readonly next?: string | null;
  readonly children?: Child;
}

const NAV: readonly (readonly [href: string, words: string, also?: RegExp])[] = [
  ['/jobs', 'Search', /^\/($|\?|jobs)/],
  ['/salaries', 'Salaries'],
  ['/trends', 'Trends'],
  ['/levels', 'Levels'],
  ['/alerts', 'Alerts'],
  ['/sources', 'Sources'],
  ['/about', 'About', /^\/(about|privacy|bot|docs|api)/],
];

const NEXT_THEME: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };
const THEME_WORDS: Record<Theme, string> = { auto: 'Auto', light: 'Light', dark: 'Dark' };

/** The frame of every page: skip link, header, one main, footer. */
export function Layout(props: LayoutProps) {
  const { site } = props;
  const absolute = (path: string) => `${site.baseUrl}${path}`;
  const scheme = site.theme === 'auto' ? {} : { 'data-theme': site.theme };
  return (
    <html lang="en-GB" {...scheme}>
      <head>
        <meta charset="utf-8" />
        <title>{props.title === 'Backboard' ? 'Backboard: backend jobs by level and pay' : `${props.title} · Backboard`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={site.theme === 'auto' ? 'light dark' : site.theme} />
        {props.description !== undefined && <meta name="description" content={props.description} />}
        {props.noindex === true && <meta name="robots" content="noindex" />}
        <meta property="og:title" content={props.title} />
        <meta property="og:site_name" content="Backboard" />
        <meta property="og:type" content="website" />
        {props.description !== undefined && <meta property="og:description" content={props.description} />}
        {props.canonical !== undefined && <link rel="canonical" href={absolute(props.canonical)} />}
        {props.next !== undefined && props.next !== null && <link rel="next" href={props.next} />}
        {(props.feeds ?? []).map((feed) => (
          <link rel="alternate" type={feed.type} title={feed.title} href={feed.href} />
        ))}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={STYLESHEET_HREF} />
        <script src={SCRIPT_HREF} defer></script>
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        {site.demo && (
          <aside class="demo" aria-label="Notice">
            <strong>Invented data.</strong> Every company, listing and figure on this site is made up.
          </aside>
        )}
        <header class="top">
          <div class="bar">
            <a class="brand" href="/">
              <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
                <rect class="brand-box" x="1" y="2" width="20" height="15" rx="2.5" />
                <path class="brand-line" d="M6 12.5V10M11 12.5V6.5M16 12.5V8.5M8 20h6" />
              </svg>
              Backboard
            </a>
            <nav aria-label="Main">
              <ul>
                {NAV.map(([href, words, also]) => {
                  const here = also?.test(site.path) ?? site.path.startsWith(href);
                  return (
                    <li>
                      <a href={href} {...(here ? { 'aria-current': site.path === href ? 'page' : 'true' } : {})}>
                        {words}
                      </a>
                    </li>
                  );
                })}
              </ul>
            </nav>
            <form class="theme" method="post" action="/theme">
              <input type="hidden" name="back" value={site.path} />
              <button
                name="theme"
                value={NEXT_THEME[site.theme]}
                aria-label={`${THEME_WORDS[site.theme]} colours. Switch to ${THEME_WORDS[NEXT_THEME[site.theme]].toLowerCase()}`}
              >
                <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                  <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5" />
                  <path d="M7 1.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
                </svg>
                {THEME_WORDS[site.theme]}
              </button>
            </form>
          </div>
        </header>
        <main id="main" tabindex={-1} class="page">
          {props.children}
        </main>
        <footer class="bottom">
          <div class="bar">
            <p>Backboard reads public job boards, keeps what is backend work, and shows the words that each level and figure rests on.</p>
            <ul>
              <li>
                <a href="/about">About</a>
              </li>
              <li>
                <a href="/about/method">Method</a>
              </li>
              <li>
                <a href="/privacy">Privacy</a>
              </li>
              <li>
                <a href="/bot">Our robot</a>
              </li>
              <li>
                <a href="/api">API</a>
              </li>
              <li>
                <a href="/companies">Companies</a>
              </li>
            </ul>
          </div>
        </footer>
      </body>
    </html>
  );
}

/** A whole document as text. */
export const documentOf = (page: { toString(): string | Promise<string> }): string => `<!doctype html>${page.toString() as string}`;

/** The frame alone, around a body that another room made. */
export function FramedPage(props: { readonly site: Site; readonly title: string; readonly body: Child }) {
  return (
    <Layout site={props.site} title={props.title} canonical={props.site.path}>
      <div class="framed">{props.body}</div>
    </Layout>
  );
}
