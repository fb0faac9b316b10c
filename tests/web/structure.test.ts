import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { documentOf } from '#src/web/layout';
import { SCRIPT } from '#src/web/script';
import { STYLESHEET } from '#src/web/styles';
import { gzipSync } from 'node:zlib';
import { PAGES } from './invented-views.js';

const HANDLERS = /^on/i;

describe.each(Object.entries(PAGES))('the page «%s»', (_name, page) => {
  const html = documentOf(page());
  const $ = load(html);

  it('is a whole document in British English with one heading, landmarks and a skip link', () => {
    expect(html.startsWith('<!doctype html><html lang="en-GB"')).toBe(true);
    expect($('h1')).toHaveLength(1);
    expect($('main#main')).toHaveLength(1);
    expect($('header, footer, nav[aria-label="Main"]')).toHaveLength(3);
    expect($('body > a').first().attr('href')).toBe('#main');
    expect($('title').text()).toMatch(/Backboard/);
  });

  it('holds no inline style, script or handler and loads nothing from elsewhere', () => {
    expect($('style, [style], script:not([src])')).toHaveLength(0);
    const attributes = $('*')
      .toArray()
      .flatMap((element) => ('attribs' in element ? Object.keys(element.attribs) : []));
    expect(attributes.filter((name) => HANDLERS.test(name))).toEqual([]);
    const loaded = $('script[src], link[rel=stylesheet], link[rel=icon], img')
      .toArray()
      .map((element) => $(element).attr('src') ?? $(element).attr('href') ?? '');
    expect(loaded.every((address) => address.startsWith('/') && !address.startsWith('//'))).toBe(true);
  });

  it('names every id once, and every reference finds its id', () => {
    const ids = $('[id]')
      .toArray()
      .map((element) => $(element).attr('id'));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const references = $('[aria-labelledby], [aria-describedby], [for], [form]')
      .toArray()
      .flatMap((element) =>
        ['aria-labelledby', 'aria-describedby', 'for', 'form'].flatMap((name) => ($(element).attr(name) ?? '').split(' ')),
      )
      .filter((id) => id !== '');
    expect(references.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('labels every input', () => {
    const bare = $('input:not([type=hidden]), select, textarea')
      .toArray()
      .filter((element) => $(element).closest('label').length === 0 && $(`label[for="${$(element).attr('id') ?? ''}"]`).length === 0);
    expect(bare).toHaveLength(0);
  });

  it('draws every chart with a title and a description', () => {
    for (const chart of $('svg.chart').toArray()) {
      expect($(chart).attr('role')).toBe('img');
      expect($(chart).find('title').text()).not.toBe('');
      expect($(chart).find('desc').text()).not.toBe('');
    }
  });
});

describe('what every page loads', () => {
  it('stays under 15 kB for styles and for script', () => {
    expect(Buffer.byteLength(STYLESHEET)).toBeLessThan(15_000);
    expect(Buffer.byteLength(SCRIPT)).toBeLessThan(15_000);
  });

  it('is a page of 60 kB at most, compressed', () => {
    for (const page of Object.values(PAGES)) expect(gzipSync(documentOf(page())).byteLength).toBeLessThan(60_000);
  });
});
