import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Theme } from '#src/web/layout';

/** The colours that the reader chose, from the one cookie of the site; any other value is `auto`. */
export function themeOf(context: Context): Theme {
  const theme = getCookie(context, 'theme');
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}
