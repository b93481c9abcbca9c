import type { Role, Scene } from "../../engine/style/scene/scene.ts";

/** What each pixel shows, row by row. */
export const rolesOf = ({ layer, layers }: Scene): Role[] => Array.from(layer, (index) => layers[index]!.role);

/** Share of the picture that shows one of some roles. */
export const shareOf = (scene: Scene, ...wanted: Role[]): number =>
  rolesOf(scene).filter((role) => wanted.includes(role)).length / scene.layer.length;

/** Share of the pixels that show one thing in one picture and another in the other. */
export const apart = (one: Role[], other: Role[]): number =>
  one.filter((role, i) => role !== other[i]).length / one.length;

interface Extent {
  wide: number;
  tall: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The box around the pixels of some roles, as shares of the picture; wide and tall are 0 where there are none. */
export function extentOf(scene: Scene, ...wanted: Role[]): Extent {
  const { width, height } = scene;
  let [left, right, top, bottom] = [width, -1, height, -1];
  rolesOf(scene).forEach((role, i) => {
    if (!wanted.includes(role)) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  });
  return {
    wide: Math.max(0, right - left + 1) / width,
    tall: Math.max(0, bottom - top + 1) / height,
    left: left / width,
    right: (right + 1) / width,
    top: top / height,
    bottom: (bottom + 1) / height,
  };
}
