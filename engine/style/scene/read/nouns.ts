import type { Role } from "../scene.ts";

/** The things the composer can paint. */
export type Noun =
  | "sea"
  | "lake"
  | "river"
  | "beach"
  | "island"
  | "cliff"
  | "waterfall"
  | "rock"
  | "mountain"
  | "hill"
  | "field"
  | "desert"
  | "road"
  | "garden"
  | "tree"
  | "forest"
  | "flower"
  | "vase"
  | "fruit"
  | "table"
  | "bottle"
  | "candle"
  | "book"
  | "house"
  | "village"
  | "church"
  | "castle"
  | "lighthouse"
  | "windmill"
  | "bridge"
  | "city"
  | "street"
  | "window"
  | "room"
  | "fence"
  | "boat"
  | "sun"
  | "moon"
  | "star"
  | "cloud"
  | "sky"
  | "rainbow"
  | "person"
  | "portrait"
  | "umbrella"
  | "horse"
  | "cow"
  | "sheep"
  | "deer"
  | "dog"
  | "cat"
  | "fox"
  | "bird"
  | "heron"
  | "fish"
  | "butterfly"
  | "abstract";

/** Each line: noun, kind, and the words that mean it. */
const lexicon: [Noun, string | undefined, string][] = [
  ["sea", undefined, "sea ocean wave seascape surf tide marine atlantic pacific mediterranean bay coast shore seaside"],
  ["sea", "harbour", "harbour harbor port marina quay wharf dock pier"],
  ["lake", undefined, "lake pond lagoon reservoir water tarn loch fjord"],
  ["river", undefined, "river stream canal creek brook"],
  ["beach", undefined, "beach sand dune"],
  ["island", undefined, "island isle islet"],
  ["cliff", undefined, "cliff"],
  ["waterfall", undefined, "waterfall cascade"],
  ["rock", undefined, "rock rocky boulder stone"],
  ["mountain", undefined, "mountain alp peak volcano fuji summit range glacier"],
  ["hill", undefined, "hill valley countryside landscape hillside moor heath tuscany"],
  ["field", "meadow", "field meadow grass plain prairie pasture steppe grassland"],
  ["field", "wheat", "wheat corn barley rye harvest cornfield hay haystack stubble"],
  ["field", "rows", "lavender vineyard vine crop furrow farmland rice terrace"],
  ["desert", undefined, "desert sahara canyon oasis"],
  ["road", undefined, "road path trail lane track way avenue"],
  ["garden", undefined, "garden park"],
  ["tree", undefined, "tree"],
  ["tree", "broad", "oak elm beech chestnut maple plane apple-tree"],
  ["tree", "cypress", "cypress"],
  ["tree", "poplar", "poplar"],
  ["tree", "pine", "pine fir spruce conifer larch"],
  ["tree", "birch", "birch aspen"],
  ["tree", "willow", "willow"],
  ["tree", "palm", "palm coconut"],
  ["tree", "umbrella", "stone-pine acacia"],
  ["tree", "blossom", "cherry almond-blossom sakura orchard plum-tree"],
  ["tree", "broad", "olive"],
  ["forest", undefined, "forest wood woodland jungle grove woods thicket"],
  ["flower", undefined, "flower bloom blossom bouquet wildflower posy"],
  ["flower", "poppy", "poppy anemone hibiscus"],
  ["flower", "rose", "rose peony camellia ranunculus"],
  ["flower", "tulip", "tulip crocus magnolia"],
  ["flower", "sunflower", "sunflower"],
  ["flower", "daisy", "daisy marguerite chamomile aster dahlia chrysanthemum"],
  ["flower", "lily", "lily waterlily lotus"],
  ["flower", "iris", "iris orchid"],
  ["flower", "cluster", "hydrangea lilac geranium"],
  ["vase", undefined, "vase jug pitcher pot"],
  ["fruit", undefined, "fruit peach plum"],
  ["fruit", "apple", "apple"],
  ["fruit", "orange", "oranges tangerine mandarin"],
  ["fruit", "pear", "pear"],
  ["fruit", "lemon", "lemon lime"],
  ["fruit", "grapes", "grape"],
  ["table", undefined, "table still-life bowl plate tablecloth kitchen breakfast"],
  ["bottle", undefined, "bottle wine glass"],
  ["candle", undefined, "candle lamp"],
  ["book", undefined, "book"],
  ["house", undefined, "house cottage hut farmhouse cabin home villa mill shed"],
  ["house", "barn", "barn farm"],
  ["village", undefined, "village town hamlet rooftop roof settlement"],
  ["church", undefined, "church chapel cathedral steeple monastery"],
  ["castle", undefined, "castle fortress palace ruin tower citadel"],
  ["lighthouse", undefined, "lighthouse beacon"],
  ["windmill", undefined, "windmill"],
  ["bridge", undefined, "bridge viaduct aqueduct"],
  ["city", undefined, "city cityscape skyline skyscraper building metropolis urban downtown"],
  ["street", undefined, "street alley boulevard square market"],
  ["window", undefined, "window windowsill"],
  ["room", undefined, "room interior bedroom studio parlour parlor"],
  ["fence", undefined, "fence gate"],
  ["boat", undefined, "boat sail vessel regatta"],
  ["boat", "sail", "sailboat yacht sailing dinghy schooner"],
  ["boat", "rowing", "rowboat rowing canoe kayak gondola raft punt"],
  ["boat", "fishing", "trawler fishing tug ferry barge steamer"],
  ["boat", "ship", "ship galleon frigate clipper"],
  ["sun", undefined, "sun sunny sunlight sunshine"],
  ["moon", undefined, "moon moonlight moonlit moonrise"],
  ["star", undefined, "star starry galaxy cosmos constellation"],
  ["cloud", undefined, "cloud cloudy overcast"],
  ["sky", undefined, "sky heaven horizon"],
  ["rainbow", undefined, "rainbow"],
  [
    "person",
    "woman",
    "woman women lady dancer ballerina mother bride queen princess grandmother wife nun fisherwoman countrywoman milkmaid gardener",
  ],
  ["person", "girl", "girl daughter sister schoolgirl"],
  [
    "person",
    "man",
    "man men fisherman fishermen farmer shepherd monk sailor king prince painter father grandfather husband peasant hunter",
  ],
  ["person", "boy", "boy son brother schoolboy"],
  ["person", "child", "child children kid toddler"],
  [
    "person",
    undefined,
    "person people figure walker hiker traveller traveler wanderer crowd couple lover family pilgrim reader",
  ],
  ["portrait", undefined, "portrait face self-portrait head"],
  ["umbrella", undefined, "umbrella parasol"],
  ["horse", undefined, "horse pony foal mare stallion"],
  ["cow", undefined, "cow cattle bull ox calf"],
  ["sheep", undefined, "sheep lamb goat"],
  ["deer", undefined, "deer stag doe elk reindeer fawn"],
  ["dog", undefined, "dog hound puppy wolf"],
  ["cat", undefined, "cat kitten"],
  ["fox", undefined, "fox"],
  [
    "bird",
    undefined,
    "bird seagull gull crow raven swallow goose geese pigeon dove eagle hawk owl parrot sparrow robin",
  ],
  ["heron", undefined, "heron crane stork egret swan duck flamingo"],
  ["fish", undefined, "fish koi carp goldfish"],
  ["butterfly", undefined, "butterfly moth"],
  [
    "abstract",
    undefined,
    "abstract abstraction geometric cubist pattern composition shape circle square triangle spiral",
  ],
];

const words = new Map(
  lexicon.flatMap(([noun, kind, list]) => list.split(" ").map((word) => [word, { noun, kind }] as const)),
);

/** Animals that stand on the ground, in the order in which they are painted. */
export const beasts = ["deer", "horse", "cow", "sheep", "fox", "dog", "cat"] as const satisfies readonly Noun[];

/** Candidates of a word's singular. */
function singulars(word: string): string[] {
  const out = [word];
  if (word.endsWith("ies")) out.push(`${word.slice(0, -3)}y`);
  if (word.endsWith("ves")) out.push(`${word.slice(0, -3)}f`);
  if (word.endsWith("es")) out.push(word.slice(0, -2));
  if (word.endsWith("s")) out.push(word.slice(0, -1));
  return out;
}

/** The thing a word names, its kind and whether there are several. */
export function nounOf(word: string): { noun: Noun; kind: string | undefined; plural: boolean } | undefined {
  for (const form of singulars(word)) {
    const found = words.get(form);
    if (found)
      return {
        ...found,
        plural: form !== word || /^(?:people|women|men|fishermen|children|geese|cattle|rooftops)$/.test(word),
      };
  }
  return undefined;
}

/** The role a colour or a caption's word speaks of when it names the noun. */
export const roleOf: Partial<Record<Noun, Role>> = {
  sea: "sea",
  lake: "lake",
  river: "river",
  beach: "sand",
  island: "rock",
  cliff: "rock",
  waterfall: "foam",
  rock: "rock",
  mountain: "rock",
  hill: "grass",
  field: "grass",
  desert: "sand",
  road: "road",
  garden: "grass",
  tree: "leaf",
  forest: "leaf",
  flower: "flower",
  vase: "vase",
  fruit: "fruit",
  table: "table",
  bottle: "vase",
  candle: "sail",
  book: "cloth",
  house: "wall",
  village: "wall",
  church: "wall",
  castle: "wall",
  lighthouse: "wall",
  windmill: "wall",
  bridge: "wall",
  city: "wall",
  street: "road",
  window: "window",
  fence: "trunk",
  boat: "hull",
  sun: "sun",
  moon: "moon",
  star: "star",
  cloud: "cloud",
  sky: "sky",
  person: "cloth",
  portrait: "cloth",
  umbrella: "cloth",
  horse: "fur",
  cow: "fur",
  sheep: "fur",
  deer: "fur",
  dog: "fur",
  cat: "fur",
  fox: "fur",
  bird: "feather",
  heron: "feather",
  fish: "feather",
  butterfly: "petal",
  abstract: "shape2",
};

/** Words that name a role though no thing of their own is painted for them. */
export const partRoles: Record<string, Role> = {
  roof: "roof",
  roofs: "roof",
  rooftops: "roof",
  sail: "sail",
  sails: "sail",
  hull: "hull",
  hair: "hair",
  dress: "cloth",
  coat: "cloth",
  shawl: "cloth",
  hat: "cloth",
  leaves: "leaf",
  foliage: "leaf",
  background: "backdrop",
  backdrop: "backdrop",
  sand: "sand",
  snow: "snow",
  petals: "petal",
  foam: "foam",
  grass: "grass",
  earth: "earth",
  soil: "earth",
  trunk: "trunk",
  tablecloth: "table",
  skirt: "cloth",
  scarf: "cloth",
  stem: "stem",
  shutters: "window",
};
