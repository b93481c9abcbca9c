import { type Accessor, createSignal } from "solid-js";
import type { StyleImage } from "#contract/images";
import { MAX_IMAGES } from "#contract/styles";
import { addFiles, filesOnTheWay } from "./uploader.ts";

export interface Intake {
  add: (files: readonly File[]) => Promise<void>;
  /** What is being made fit to send. */
  converting: Accessor<string | undefined>;
  /** What was done with files, one sentence each. */
  said: Accessor<readonly string[]>;
  /** Why files stay out, one sentence each. */
  refused: Accessor<readonly string[]>;
  /** Takes the sentences away. */
  seen: () => void;
}

/** Takes files into a style: makes them fit to send, leaves out those that hang already, and says both. */
export function createIntake(
  styleId: string,
  images: Accessor<readonly StyleImage[]>,
  before: { said?: readonly string[]; refused?: readonly string[] },
): Intake {
  const [converting, setConverting] = createSignal<string>();
  const [said, setSaid] = createSignal(before.said ?? []);
  const [refused, setRefused] = createSignal(before.refused ?? []);
  return {
    converting,
    said,
    refused,
    seen: () => {
      setSaid([]);
      setRefused([]);
    },
    async add(incoming) {
      const [{ prepareFiles }, { knownFile, knownImage, withoutSame }] = await Promise.all([
        import("./prepare-files.ts"),
        import("./same-files.ts"),
      ]);
      const prepared = await prepareFiles(incoming, (done, total) =>
        setConverting(done < total ? `Making picture ${done + 1} of ${total} fit to send` : undefined),
      );
      const known = [...images().map(knownImage), ...filesOnTheWay(styleId).map(knownFile)];
      const { files, same } = await withoutSame(prepared.files, known);
      setSaid([...prepared.words, ...same]);
      setRefused([...prepared.refused, ...addFiles(styleId, files, MAX_IMAGES - images().length)]);
    },
  };
}
