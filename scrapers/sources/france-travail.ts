import { z } from 'zod';
import { escapeHtml } from '../html.js';
import { anything, FEED, getJson, idIn, jsonSource, must, text } from '../lift.js';
import type { PageRequest } from '../source.js';

const TOKEN_HOST = 'entreprise.francetravail.fr';
const HOST = 'api.francetravail.io';
const PAGE_ROWS = 150;
const PAGES = 4;

/** Domain M18 of the French occupation code: information technology. */
const pageAt = (token: string, start: number): PageRequest =>
  getJson(`https://${HOST}/partenaire/offresdemploi/v2/offres/search?domaine=M18&range=${start}-${start + PAGE_ROWS - 1}&sort=1`, {
    headers: { authorization: `Bearer ${token}` },
    carry: String(start),
  });

const Offer = z.object({
  id: must,
  intitule: must,
  description: text,
  dateCreation: anything,
  dateActualisation: anything,
  lieuTravail: z.object({ libelle: text }).nullish().catch(null),
  entreprise: z.object({ nom: text }).nullish().catch(null),
  typeContrat: text,
  typeContratLibelle: text,
  experienceLibelle: text,
  appellationlibelle: text,
  secteurActiviteLibelle: text,
  salaire: z.object({ libelle: text, commentaire: text, complement1: text }).nullish().catch(null),
  origineOffre: z.object({ urlOrigine: text }).nullish().catch(null),
});

const idOf = idIn('id');

export const franceTravail = jsonSource({
  ...FEED,
  id: 'france-travail',
  name: 'France Travail',
  homepage: 'https://www.francetravail.fr',
  terms: 'https://francetravail.io/data/api/offres-emploi',
  attribution: 'France Travail',
  default: 'keyed',
  keyVariable: 'FRANCE_TRAVAIL_KEY',
  hosts: [TOKEN_HOST, HOST],
  minIntervalMinutes: 720,
  maxPages: PAGES + 1,
  canaries: ['date'],
  slugPattern: /^france-travail$/,
  recognise: (url) =>
    url.hostname === 'candidat.francetravail.fr' && url.pathname.startsWith('/offres/recherche/detail/')
      ? { slug: 'france-travail', externalId: /\/detail\/([0-9A-Z]{5,12})$/.exec(url.pathname)?.[1] ?? null }
      : null,
  // The variable holds `client:secret`; the first page is the token that the others carry.
  firstPage({ key = '' }) {
    const cut = key.indexOf(':');
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: key.slice(0, Math.max(0, cut)),
      client_secret: key.slice(cut + 1),
      scope: 'api_offresdemploiv2 o2dsoffre',
    });
    return getJson(`https://${TOKEN_HOST}/connexion/oauth2/access_token?realm=%2Fpartenaire`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
  },
  page: z.union([z.object({ access_token: must }), z.object({ resultats: z.array(anything) })]),
  rowsOf(page, { request }) {
    if ('access_token' in page) return { rows: [], statedTotal: null, next: pageAt(page.access_token, 0) };
    const start = Number(request.carry ?? 0) + PAGE_ROWS;
    const token = (request.headers?.['authorization'] ?? '').slice('Bearer '.length);
    return {
      rows: page.resultats,
      statedTotal: null,
      next: page.resultats.length === PAGE_ROWS && start < PAGE_ROWS * PAGES ? pageAt(token, start) : null,
    };
  },
  idOf,
  row: Offer,
  read: (offer) => ({
    externalId: offer.id,
    title: offer.intitule,
    url: `https://candidat.francetravail.fr/offres/recherche/detail/${encodeURIComponent(offer.id)}`,
    applyUrl: offer.origineOffre?.urlOrigine ?? null,
    company: offer.entreprise?.nom ?? null,
    description: offer.description ? `<p>${escapeHtml(offer.description).replaceAll('\n', '<br>')}</p>` : null,
    // «75 - Paris 12e Arrondissement»: the department's number says nothing to people.
    locations: [(offer.lieuTravail?.libelle ?? '').replace(/^\d[\dAB]\d?\s{0,3}-\s{0,3}/, '')],
    country: 'FR',
    employmentType: offer.typeContratLibelle ?? offer.typeContrat ?? null,
    seniority: offer.experienceLibelle ?? null,
    industry: offer.secteurActiviteLibelle ?? null,
    tags: offer.appellationlibelle ? [offer.appellationlibelle] : [],
    salaryText: [offer.salaire?.libelle, offer.salaire?.commentaire, offer.salaire?.complement1].filter(Boolean).join(' · '),
    postedAt: offer.dateCreation,
    updatedAt: offer.dateActualisation,
    language: 'fr',
  }),
});
