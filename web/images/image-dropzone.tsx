import ImagePlus from "lucide-solid/icons/image-plus";
import { createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import { imageTypes, MAX_IMAGE_BYTES } from "#contract/images";
import { MAX_IMAGES, MIN_IMAGES } from "#contract/styles";
import { count, fileSize } from "../ui/say.ts";
import { filesOf } from "./dropped-files.ts";
import { RightsLines } from "./rights-lines.tsx";

export interface ImageDropzoneProps {
  onFilesAccepted: (files: File[]) => void;
  maxFiles?: number;
  minFiles?: number;
  maxSizeBytes?: number;
  acceptedFormats?: readonly string[];
  disabled?: boolean;
  /** Pictures the style has already, those on their way too. */
  currentCount: number;
  /** A tile in the grid rather than the whole page. */
  tile?: boolean;
}

/** Takes pictures from anywhere on the page: dropped, pasted or chosen. */
export function ImageDropzone(props: ImageDropzoneProps) {
  let input: HTMLInputElement | undefined;
  const [over, setOver] = createSignal<number>();
  const max = () => props.maxFiles ?? MAX_IMAGES;
  const room = () => Math.max(0, max() - props.currentCount);
  const formats = () => props.acceptedFormats ?? imageTypes;
  const take = (files: File[]) => files.length > 0 && !props.disabled && props.onFilesAccepted(files);

  onMount(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const on = <K extends keyof WindowEventMap>(name: K, act: (event: WindowEventMap[K]) => void) => {
      addEventListener(name, act);
      onCleanup(() => removeEventListener(name, act));
    };
    on("dragenter", (event) => {
      if (!carriesFiles(event) || props.disabled) return;
      depth += 1;
      setOver(event.dataTransfer?.items.length ?? 0);
    });
    on("dragleave", (event) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(undefined);
    });
    on("dragover", (event) => carriesFiles(event) && event.preventDefault());
    on("drop", (event) => {
      depth = 0;
      setOver(undefined);
      if (!event.dataTransfer || !carriesFiles(event)) return;
      event.preventDefault();
      void filesOf(event.dataTransfer).then(take);
    });
    on("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      take(files);
    });
  });

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept={[...formats(), "image/heic", "image/heif"].join(",")}
        class="hidden"
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <button
        type="button"
        disabled={props.disabled}
        onClick={() => input?.click()}
        class="grid w-full place-items-center rounded-picture border border-border-control border-dashed text-foreground-secondary transition-colors duration-120 hover:border-accent-text hover:text-foreground-primary"
        classList={{ "aspect-4/3": props.tile === true, "min-h-80 px-6 py-12 lg:min-h-110": props.tile !== true }}
      >
        <Show
          when={props.tile}
          fallback={
            <Words>
              <span class="font-heading font-semibold text-foreground-primary text-h2">
                <span class="pointer-coarse:hidden">Drop your pictures anywhere here</span>
                <span class="hidden pointer-coarse:inline">Choose your pictures</span>
              </span>
              <span class="max-w-88">
                <span class="pointer-coarse:hidden">or choose them, or paste them. </span>
                {props.minFiles ?? MIN_IMAGES} to {max()} pictures, JPEG, PNG, WebP or HEIC; what is over{" "}
                {fileSize(props.maxSizeBytes ?? MAX_IMAGE_BYTES)} is made smaller here. Photos of paintings are fine.
              </span>
            </Words>
          }
        >
          <Words>
            <span class="text-small">
              <span class="pointer-coarse:hidden">
                Drop, paste
                <br />
                or choose
              </span>
              <span class="hidden pointer-coarse:inline">Choose more</span>
            </span>
          </Words>
        </Show>
      </button>
      <Show when={!props.tile}>
        <div class="mt-5">
          <RightsLines lead="When you train on pictures, you say of them:" />
        </div>
      </Show>
      <Show when={over() !== undefined}>
        <div class="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-background-primary/70">
          <div class="absolute inset-3 rounded-card border-2 border-accent-text border-dashed bg-accent-wash" />
          <p class="font-heading font-semibold text-h1" role="status">
            {room() === 0
              ? `${max()} of ${max()}. There is no room for more.`
              : (over() ?? 0) > 0
                ? `Drop ${count(over() ?? 0, "picture")}`
                : "Drop your pictures"}
          </p>
        </div>
      </Show>
    </>
  );
}

function Words(props: { children: JSX.Element }) {
  return (
    <span class="flex flex-col items-center gap-2 text-center">
      <ImagePlus size={18} strokeWidth={1.75} />
      {props.children}
    </span>
  );
}
