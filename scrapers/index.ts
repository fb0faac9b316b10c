import type { Source } from './source.js';
import { ashby } from './sources/ashby.js';
import { greenhouse } from './sources/greenhouse.js';
import { hackerNews } from './sources/hacker-news.js';
import { lever } from './sources/lever.js';
import { remoteok } from './sources/remoteok.js';

/** Every source there is, alphabetically. */
export const SOURCES: readonly Source[] = [ashby, greenhouse, hackerNews, lever, remoteok];

export const sourceOf = (id: string): Source | null => SOURCES.find((source) => source.id === id) ?? null;
