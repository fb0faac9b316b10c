import { companyKeyOf } from '#src/normalise/company-name';
import { minhashOf } from '#src/normalise/fingerprint';
import { NO_LADDERS, type OperatorLadders } from '#src/normalise/override';
import { normalisePosting } from '#src/normalise/posting';
import { roleKeyOf } from '#src/normalise/role-key';
import { shinglesOf } from '#src/text/shingle';
import { wordsOf } from '#src/text/tokenise';
import type { ClaimedBoard, NotBackendTrace, PostingWrite } from '#src/store';
import type { RawPosting } from '#src/domain/raw-posting';
import type { Source } from '#scrapers/source';

/** What a pasted URL or an apply link leads to on an applicant-tracking platform. */
export type Recognise = (url: string) => { readonly source: string; readonly slug: string; readonly externalId: string | null } | null;

export type Interpreted =
  { readonly kind: 'posting'; readonly write: PostingWrite } | { readonly kind: 'not-backend'; readonly trace: NotBackendTrace };

/** A board's name as a company's, where the source tells none: `acme-labs` → `Acme Labs`. */
export const companyOfSlug = (slug: string): string =>
  slug
    .replace(/[-_.+]+/g, ' ')
    .trim()
    .replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase())
    .slice(0, 200);

/**
 * The employer as readers see it: as the posting names it, else the board. Where both name one employer, the board's spelling is the
 * better: platforms often give an address's letters (`Clickhouse`, `Ambiencehealthcare`).
 */
export function companyNameOf(stated: string | null, board: Pick<ClaimedBoard, 'slug' | 'company'>): string {
  if (stated === null) return board.company ?? companyOfSlug(board.slug);
  return board.company !== null && companyKeyOf(stated) === companyKeyOf(board.company) ? board.company : stated;
}

/** The number by which an employer's own page shows a requisition of its platform; such numbers are the platform's, unique across boards. */
const EMBEDDED = /[?&](gh|ashby)_jid=([0-9a-f-]{6,36})(?![0-9a-z-])/i;

/** The requisition a posting stands for: its own board's, or the one its links lead to (board `?` where the address names none); `null`: none is known. */
function atsKeyOf(raw: RawPosting, source: Pick<Source, 'id' | 'platform'>, slug: string, recognise: Recognise): string | null {
  if (source.platform) return `${source.id}:${slug.toLowerCase()}:${raw.externalId}`;
  for (const link of [raw.applyUrl, raw.url]) {
    if (link === null) continue;
    const found = recognise(link);
    // A feed's own address of a post is no requisition: one post may name several roles.
    if (found !== null && found.externalId !== null && found.source !== source.id)
      return `${found.source}:${found.slug.toLowerCase()}:${found.externalId}`;
    const embedded = EMBEDDED.exec(link);
    if (embedded !== null) return embedded[1] === 'gh' ? `greenhouse:?:${embedded[2]}` : `ashby:?:${embedded[2]}`;
  }
  return null;
}

export interface RowContext {
  readonly source: Pick<Source, 'id' | 'platform'>;
  readonly board: Pick<ClaimedBoard, 'slug' | 'company' | 'industry'>;
  readonly recognise: Recognise;
  /** What an operator knows of employers' ladders. */
  readonly ladders?: OperatorLadders;
}

/**
 * What linking compares of a posting beside its derived fields: employer, requisition, role and text.
 * @param words the text's words, where they are known already
 */
export function linkKeysOf(
  raw: RawPosting,
  company: string,
  descriptionText: string | null,
  { source, board, recognise }: Pick<RowContext, 'source' | 'recognise'> & { readonly board: Pick<ClaimedBoard, 'slug' | 'company'> },
  words?: readonly string[],
): Pick<PostingWrite, 'companyKey' | 'atsKey' | 'roleKey' | 'minhash'> {
  return {
    // A feed's post without an employer must not be taken for one of an employer named as the feed.
    companyKey: raw.company === null && !source.platform && board.company === null ? '' : companyKeyOf(company),
    atsKey: atsKeyOf(raw, source, board.slug, recognise),
    roleKey: roleKeyOf(raw.title),
    minhash: descriptionText === null ? null : minhashOf(shinglesOf(words ?? wordsOf(descriptionText))),
  };
}

/** A raw posting and the row that gave it. */
export interface RowToInterpret {
  readonly raw: RawPosting;
  readonly rowId: string;
  readonly rowHash: string;
}

/** What of a board interpretation needs; plain data, so that it can be handed to another thread. */
export type BoardToInterpret = Omit<RowContext, 'recognise'>;

/** Interprets raw postings of one board, in their order: in this thread or in others. */
export type InterpretRows = (rows: readonly RowToInterpret[], board: BoardToInterpret) => Promise<readonly Interpreted[]>;

export const interpretEach = (rows: readonly RowToInterpret[], board: BoardToInterpret, recognise: Recognise): Interpreted[] =>
  rows.map(({ raw, rowId, rowHash }) => interpretPosting(raw, rowId, rowHash, { ...board, recognise }));

/** From a source's own words to what is stored: the pipeline, and the keys that linking compares. */
export function interpretPosting(raw: RawPosting, rowId: string, rowHash: string, context: RowContext): Interpreted {
  const { board } = context;
  const company = companyNameOf(raw.company, board);
  const { derived, descriptionText, descriptionWords } = normalisePosting(raw, {
    company,
    companyIndustry: board.industry,
    ladders: context.ladders ?? NO_LADDERS,
  });
  if (derived.isBackend === 'no') {
    const reason = derived.evidence.find((evidence) => evidence.field === 'isBackend');
    return {
      kind: 'not-backend',
      trace: {
        externalId: raw.externalId,
        rowId,
        rowHash,
        title: raw.title,
        reason: reason === undefined ? 'no sign of backend work' : `${reason.rule}: «${reason.quote}»`.slice(0, 300),
      },
    };
  }
  return {
    kind: 'posting',
    write: {
      externalId: raw.externalId,
      rowId,
      rowHash,
      raw,
      derived,
      text: { description: raw.description, descriptionText },
      company,
      ...linkKeysOf(raw, company, descriptionText, context, descriptionWords()),
    },
  };
}
