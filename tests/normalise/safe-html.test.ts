import { expect, test } from 'vitest';
import { safeHtmlOf } from '#src/normalise/safe-html';

test('structure stays, everything that acts or styles goes', () => {
  const html = safeHtmlOf(
    '<h1>Team</h1><p style="color:red" onclick="x()">We <b>build</b> <a href="https://example.com/a" target="_blank" onmouseover="y()">things</a>.</p><script>alert(1)</script><img src=x onerror=alert(1)>',
  );
  expect(html).toBe('<h3>Team</h3><p>We <b>build</b> <a href="https://example.com/a" rel="nofollow noopener ugc">things</a>.</p>');
});

test.each([
  '<a href="javascript:alert(1)">x</a>',
  '<a href="jAvAsCrIpT&#58;alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<svg><script>alert(1)</script></svg><p>x</p>',
  '<math><mtext></p><img src=1 onerror=alert(1)></math><p>x</p>',
  '<p><iframe srcdoc="<script>alert(1)</script>"></iframe>x</p>',
  '<p><style>p{background:url(https://example.com)}</style>x</p>',
  '<form action="https://example.com"><input name=q>x</form><p>y</p>',
])('nothing hostile survives: %s', (hostile) => {
  const html = safeHtmlOf(hostile) ?? '';
  expect(html).not.toMatch(/script|javascript|data:|onerror|onclick|style|iframe|svg|<form|<input/i);
  expect(html).toMatch(/x|y/);
});

test('clean twice is clean once, also for broken markup', () => {
  for (const broken of [
    '<p><ul><li>a<li>b</ul>',
    '<div><div>a</div><p>b',
    '<b><i>a</b></i>',
    '<p>a<table><tr><td>b</table>',
    '<li>alone',
  ]) {
    const once = safeHtmlOf(broken) ?? '';
    expect(safeHtmlOf(once)).toBe(once === '' ? null : once);
  }
});

test('text without markup is left to be shown as text', () => {
  expect(safeHtmlOf('5 < 6 and 7 > 3')).toBeNull();
});
