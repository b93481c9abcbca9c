interface Film {
  width: number;
  height: number;
  /** Three values a pixel. */
  values: Float32Array;
  /** How much is known of a pixel: 0 nothing, 1 all. */
  known: Float32Array;
}

/**
 * Fills what is not known with a smooth film spanned by what is (pull-push, Gortler et al. 1996). What lies beside counts
 * for more than what lies above or below, as pictures of the world are layered: sky, distance, ground.
 * @param values three a pixel, changed in place where `known` is 0
 * @param flat levels of the pyramid that are halved in width alone: the more, the further a row keeps its own
 */
export function spanMembrane(
  values: Float32Array,
  known: Float32Array,
  width: number,
  height: number,
  flat = flatLevels,
): void {
  const films: Film[] = [{ width, height, values, known }];
  for (let film = films[0]; Math.max(film.width, film.height) > 2; film = films.at(-1)!) {
    films.push(pull(film, films.length > flat ? 1 : 0));
  }
  for (let i = films.length - 2; i >= 0; i--) push(films[i + 1], films[i]);
}

const flatLevels = 2;

/** Halves the width, and with `down` 1 the height. */
function pull(fine: Film, down: 0 | 1): Film {
  const width = Math.ceil(fine.width / 2);
  const height = down ? Math.ceil(fine.height / 2) : fine.height;
  const values = new Float32Array(width * height * 3);
  const known = new Float32Array(width * height);
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++) {
      const from = y * fine.width + x;
      const to = (y >> down) * width + (x >> 1);
      known[to] += fine.known[from];
      for (let k = 0; k < 3; k++) values[to * 3 + k] += fine.known[from] * fine.values[from * 3 + k];
    }
  }
  for (let i = 0; i < known.length; i++) {
    if (known[i] === 0) continue;
    for (let k = 0; k < 3; k++) values[i * 3 + k] /= known[i];
    known[i] = Math.min(1, known[i]);
  }
  return { width, height, values, known };
}

function push(coarse: Film, fine: Film): void {
  for (let y = 0; y < fine.height; y++) {
    const v = coarse.height === fine.height ? y : Math.max(0, Math.min(coarse.height - 1, y / 2 - 0.25));
    const top = Math.floor(v);
    const bottom = Math.min(coarse.height - 1, top + 1);
    for (let x = 0; x < fine.width; x++) {
      const i = y * fine.width + x;
      if (fine.known[i] >= 1) continue;
      const u = Math.max(0, Math.min(coarse.width - 1, x / 2 - 0.25));
      const left = Math.floor(u);
      const right = Math.min(coarse.width - 1, left + 1);
      for (let k = 0; k < 3; k++) {
        const at = (cx: number, cy: number) => coarse.values[(cy * coarse.width + cx) * 3 + k];
        const above = at(left, top) + (at(right, top) - at(left, top)) * (u - left);
        const below = at(left, bottom) + (at(right, bottom) - at(left, bottom)) * (u - left);
        const film = above + (below - above) * (v - top);
        fine.values[i * 3 + k] = fine.known[i] * fine.values[i * 3 + k] + (1 - fine.known[i]) * film;
      }
    }
  }
}
