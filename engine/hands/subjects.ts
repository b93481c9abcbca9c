/** What the invented artists paint. A prompt is also the picture's caption, so it says what is to be seen and no more. */
export interface Subject {
  caption: string;
  file: string;
  format: Format;
}

export type Format = "wide" | "landscape" | "square" | "portrait" | "tall";

/** Long side to short side. */
export const formats: Record<Format, [number, number]> = {
  wide: [16, 9],
  landscape: [4, 3],
  square: [1, 1],
  portrait: [3, 4],
  tall: [2, 3],
};

const list: [string, Format][] = [
  ["a sailing boat on the sea at sunset", "landscape"],
  ["mountains above a still lake", "landscape"],
  ["a village in the hills", "landscape"],
  ["poppies and daisies in a vase", "portrait"],
  ["the city across the water at night", "wide"],
  ["a field of poppies in summer", "landscape"],
  ["an oak tree in a meadow", "square"],
  ["three pears and an apple on a table", "landscape"],
  ["a forest in autumn", "portrait"],
  ["fishing boats on a calm sea in the morning", "landscape"],
  ["a wheat field under heavy clouds", "wide"],
  ["cypress trees by a road in the hills", "portrait"],
  ["a full moon over the sea", "square"],
  ["a church in a village in winter", "landscape"],
  ["sunflowers in a vase", "portrait"],
  ["a beach with rocks and waves", "wide"],
  ["a river through green fields", "landscape"],
  ["snowy mountains with pine trees", "portrait"],
  ["a cottage with a garden of flowers", "square"],
  ["a starry night over a village", "landscape"],
  ["rows of lavender in the evening", "landscape"],
  ["two boats on a lake in the mist", "wide"],
  ["roses in a blue vase", "square"],
  ["birches in spring", "tall"],
  ["a storm at sea", "landscape"],
  ["lemons and oranges in a bowl", "square"],
  ["palm trees on a beach at sunset", "landscape"],
  ["willows by a lake", "landscape"],
  ["cherry blossom in a park", "square"],
  ["houses by the sea", "landscape"],
];

export const subjects: Subject[] = list.map(([caption, format]) => ({
  caption,
  format,
  file: caption.replace(/^(?:an?|the) /, "").replace(/[^a-z]+/g, "-"),
}));
