import { randomUUID } from 'node:crypto';
import { AppError } from '../app-error';

/** One page of a list, and by which link the next comes. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly link?: string | undefined;
}

/** More lists than anybody looks at: the oldest are forgotten. */
const MOST = 200;

/**
 * The links of lists that can go on, under numbers of ours.
 * SECURITY: a link never leaves main, and is followed only for the list, the account and the tenant that it came with.
 */
export class Pages {
  readonly #links = new Map<string, { readonly list: string; readonly link: string }>();

  /**
   * Asks for the page that `cursor` stands for, or the first. The same page can be asked for again, where it did not come.
   * @throws {AppError} `azure.list-gone`
   */
  async next<Item>(
    list: readonly string[],
    cursor: string | undefined,
    fetchPage: (link: string | undefined) => Promise<Page<Item>>,
  ): Promise<{ items: Item[]; next?: string }> {
    const key = JSON.stringify(list);
    const { items, link } = await fetchPage(cursor === undefined ? undefined : this.#take(key, cursor));
    return { items: [...items], ...(link !== undefined && { next: this.#keep(key, link) }) };
  }

  #take(list: string, cursor: string): string {
    const kept = this.#links.get(cursor);
    if (kept?.list !== list) throw new AppError('azure.list-gone');
    return kept.link;
  }

  #keep(list: string, link: string): string {
    const cursor = randomUUID();
    this.#links.set(cursor, { list, link });
    const [oldest] = this.#links.keys();
    if (this.#links.size > MOST && oldest !== undefined) this.#links.delete(oldest);
    return cursor;
  }
}

/**
 * One page from a list of the SDKs, whose token of continuation is the link itself; `linkOf` is the package's own
 * `getContinuationToken`.
 */
export async function pageOf<Wire, Item>(
  list: { byPage(settings: { continuationToken?: string }): AsyncIterableIterator<readonly Wire[]> },
  link: string | undefined,
  linkOf: (page: unknown) => string | undefined,
  read: (wire: Wire) => Item | undefined,
): Promise<Page<Item>> {
  const pages = list.byPage(link === undefined ? {} : { continuationToken: link });
  const { value = [] } = (await pages.next()) as { readonly value?: readonly Wire[] };
  const next = linkOf(value);
  const items = value.map(read).filter((item) => item !== undefined);
  return { items, ...(next !== undefined && next !== '' && { link: next }) };
}
