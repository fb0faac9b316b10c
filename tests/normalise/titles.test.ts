import { describe, expect, it } from 'vitest';
import { EMPTY_RAW_POSTING } from '#src/domain/raw-posting';
import { laddersOf, NO_LADDERS, readLadders } from '#src/normalise/override';
import { normalisePosting, RULES_VERSION } from '#src/normalise/posting';
import { backendOfTitle } from '#src/normalise/backend';
import { TITLES } from './titles.js';

const derive = (title: string, more: object = {}, ladders = NO_LADDERS) =>
  normalisePosting(
    { ...EMPTY_RAW_POSTING, externalId: '1', url: 'https://example.com/1', title, ...more },
    { company: null, companyIndustry: null, ladders },
  ).derived;

describe('a title alone', () => {
  it.each(TITLES)('%s', (title, backend, level) => {
    const got = derive(title);
    expect(got.isBackend).toBe(backend);
    if (backend !== 'no') expect(got.level).toBe(level);
  });

  it('quotes the words it rests on, with their place', () => {
    for (const [title, backend] of TITLES) {
      const { evidence } = derive(title);
      if (backend !== 'no')
        expect(
          evidence.some((one) => one.field === 'isBackend'),
          title,
        ).toBe(true);
      for (const one of evidence.filter((found) => found.from === 'title' && found.start !== null)) {
        expect(title.slice(one.start ?? 0, one.end ?? 0), title).toBe(one.quote);
      }
    }
  });

  it('gives every verdict a reason', () => {
    for (const [title] of TITLES) expect(backendOfTitle(title).reason).not.toBe('');
  });
});

describe('levels', () => {
  it.each([
    ['Backend Engineer (Senior)', 'senior', 'senior', 'title'],
    ['(Senior) Backend Engineer', 'mid', 'senior', 'range'],
    ['Mid/Senior Backend Engineer', 'mid', 'senior', 'range'],
    ['Desenvolvedor Backend Pleno/Sênior', 'mid', 'senior', 'range'],
    ['Backend Engineer III', 'mid', 'senior', 'numeral'],
    ['Backend Engineer', 'mid', 'mid', 'default'],
    ['Backend Engineer (8+ years)', 'senior', 'senior', 'years'],
    ['Backend Engineer IC4', 'mid', 'senior', 'code'],
    ['VP, Backend Engineer', 'senior', 'senior', 'bank'],
  ])('%s', (title, low, high, basis) => {
    const got = derive(title);
    expect([got.levelMin, got.levelMax, got.levelBasis]).toEqual([low, high, basis]);
  });

  it('lets a word beat a numeral and a numeral beat a code', () => {
    expect(derive('Senior Software Engineer I').level).toBe('senior');
    expect(derive('Principal Engineer I').rung).toBe('principal');
    expect(derive('Software Engineer II (L6)').levelBasis).toBe('numeral');
  });

  it('reads an employer’s own ladder, the operator’s rows first', () => {
    const google = derive('Software Engineer, L5', { company: 'Google LLC' });
    expect([google.level, google.levelBasis]).toEqual(['senior', 'override']);
    const raw = {
      ...EMPTY_RAW_POSTING,
      externalId: '1',
      url: 'https://example.com/1',
      title: 'Software Engineer III',
      company: 'Acme GmbH',
    };
    const ladders = laddersOf([{ company: 'acme', code: 'III', level: 'senior', rung: 'senior' }]);
    const acme = normalisePosting(raw, { company: null, companyIndustry: null, ladders }).derived;
    expect([acme.level, acme.levelBasis]).toEqual(['senior', 'override']);
  });

  it('reads an operator’s table of ladders, whose rows count as rules', () => {
    const ladders = readLadders('# ours\nAcme GmbH, L5, senior, staff\nBig Bank\tVP\tsenior # not a vice president\n\n');
    expect(derive('Software Engineer (L5)', { company: 'ACME' }, ladders)).toMatchObject({ level: 'senior', rung: 'staff' });
    expect(derive('VP, Platform', { company: 'Big Bank' }, ladders).level).toBe('senior');
    expect(derive('Senior Engineer (L5)', { company: 'ACME' }, ladders).level).toBe('senior');
    expect(derive('Engineer', {}, ladders).rulesVersion).toBe(RULES_VERSION + ladders.mark);
    expect(readLadders('big bank,vp,senior\nacme,l5,senior,staff').mark).toBe(ladders.mark);
    expect(readLadders('acme,l5,senior,lead\nbig bank,vp,senior').mark).not.toBe(ladders.mark);
    expect(derive('Engineer').rulesVersion).toBe(RULES_VERSION);
    expect(() => readLadders('\nAcme, L5, chief')).toThrow('line 2: «chief» is no level');
    expect(() => readLadders('Acme, L5')).toThrow('line 1');
    expect(() => readLadders('Acme, L5, senior, boss')).toThrow('no rung');
  });

  it('takes the source’s exact field, then the title, then a wide field, then the description', () => {
    expect(derive('Backend Engineer', { seniority: 'Senior Level' })).toMatchObject({ level: 'senior', levelBasis: 'field' });
    expect(derive('Junior Backend Engineer', { seniority: 'Mid-Senior level' })).toMatchObject({ level: 'entry', levelBasis: 'title' });
    expect(derive('Backend Engineer', { seniority: 'Mid-Senior level' })).toMatchObject({
      levelMin: 'mid',
      level: 'senior',
      levelBasis: 'field',
    });
    const described = 'We are looking for a senior backend engineer.\nRequirements\n- 2+ years of experience';
    expect(derive('Backend Engineer', { description: described })).toMatchObject({
      level: 'senior',
      levelBasis: 'description',
      yearsMin: 2,
    });
  });

  it.each([
    ['en', 'Requirements:\n- 5+ years of experience in backend development', 5],
    ['en range', 'You have 3-5 years of professional experience with Java.', 3],
    ['de', 'Dein Profil\n- mindestens drei Jahre Berufserfahrung in der Softwareentwicklung', 3],
    ['fr', 'Votre profil\n- 4 ans d’expérience en développement', 4],
    ['es', 'Requisitos\n- 2 años de experiencia con Java', 2],
    ['pt', 'Requisitos\n- 6 anos de experiência com Python', 6],
    ['pl', 'Wymagania\n- min. 3 lata doświadczenia z Java', 3],
    ['ru', 'Требования\n- опыт разработки от 3 лет', 3],
    ['welcome only', 'Nice to have\n- 10 years of experience with COBOL', null],
    ['the company’s age', 'For over 20 years our company has been a leader. Experience the difference.', null],
    ['a contract', 'This is a 2 year contract.', null],
  ])('years: %s', (_, description, years) => {
    expect(derive('Backend Engineer', { description }).yearsMin).toBe(years);
  });
});

describe('a maybe and its description', () => {
  const server =
    '<h3>Requirements</h3><ul><li>Experience with Go or Java, PostgreSQL and Kafka</li><li>You build REST APIs and microservices</li><li>gRPC, Redis</li></ul>';
  const browser = '<p>You craft pixel perfect user interfaces in React, CSS and TypeScript with our design system in Figma.</p>';
  it('is settled either way, and stays open without one', () => {
    expect(derive('Software Engineer', { description: server }).isBackend).toBe('yes');
    expect(derive('Software Engineer', { description: browser }).isBackend).toBe('no');
    expect(derive('Software Engineer').isBackend).toBe('maybe');
    expect(derive('Frontend Engineer', { description: server }).isBackend).toBe('no');
  });
  it('keeps asked for and merely welcome apart', () => {
    const got = derive('Backend Engineer', { description: 'Requirements\n- Python and PostgreSQL\nNice to have\n- Rust' });
    expect(got.skillUses).toContainEqual({ slug: 'python', required: true });
    expect(got.skillUses).toContainEqual({ slug: 'rust', required: false });
  });
  it('reads no skill across lines, and Go only as a language', () => {
    const got = derive('Backend Engineer', { description: 'We Go to market fast.\nDjango\nREST Spring is in the air' });
    expect(got.languages).toEqual([]);
    expect(got.skills).not.toContain('django-rest');
    expect(derive('Backend Engineer', { description: 'Services in Go and Python' }).languages).toEqual(['go', 'python']);
  });
});
