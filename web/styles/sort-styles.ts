import type { Style, StyleStatus } from "#contract/styles";

export type StyleOrder = "newest" | "changed" | "name";
export type StyleFilter = "all" | StyleStatus;

/** "Café" finds "cafe": case and accents do not matter. */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const orders: Record<StyleOrder, (a: Style, b: Style) => number> = {
  newest: (a, b) => b.createdAt.localeCompare(a.createdAt),
  changed: (a, b) => b.updatedAt.localeCompare(a.updatedAt),
  name: (a, b) => names.compare(a.name, b.name),
};

export interface StyleQuery {
  words: string;
  status: StyleFilter;
  order: StyleOrder;
}

/** The styles that have every word in name or description, in the wished order. */
export function findStyles(styles: Style[], query: StyleQuery): Style[] {
  const words = plain(query.words).split(/\s+/).filter(Boolean);
  return styles
    .filter((style) => {
      if (query.status !== "all" && style.status !== query.status) return false;
      const text = plain(`${style.name} ${style.description ?? ""}`);
      return words.every((word) => text.includes(word));
    })
    .sort(orders[query.order]);
}
