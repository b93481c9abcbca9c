import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import ArrowRight from "lucide-solid/icons/arrow-right";
import ArrowUp from "lucide-solid/icons/arrow-up";
import Brush from "lucide-solid/icons/brush";
import Columns2 from "lucide-solid/icons/columns-2";
import Download from "lucide-solid/icons/download";
import Heart from "lucide-solid/icons/heart";
import Share2 from "lucide-solid/icons/share-2";
import Trash from "lucide-solid/icons/trash";
import X from "lucide-solid/icons/x";
import { type JSX, Show } from "solid-js";
import type { GalleryPicture } from "#contract/generation";
import { Button, buttonLook } from "../ui/button.tsx";
import { number } from "../ui/say.ts";
import type { View } from "./view.ts";

const icon = { size: 18, strokeWidth: 1.75 };

function IconButton(props: { label: string; disabled?: boolean; onClick: () => void; children: JSX.Element }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      class="touch grid size-8 shrink-0 place-items-center rounded-control text-foreground-secondary hover:text-foreground-primary disabled:text-foreground-muted/60"
      onClick={() => props.onClick()}
    >
      {props.children}
    </button>
  );
}

export interface LightboxHeadProps {
  view: View;
  /** Place on the wall; -1 for a picture that hangs elsewhere. */
  place: number;
  total: number | undefined;
  onClose: () => void;
  /** Phone only: what the desk has as buttons below. */
  onShare?: () => void;
  onDelete?: (picture: GalleryPicture) => void;
  onCompare?: () => void;
}

/** Where this picture stands on both axes, and the way out. */
export function LightboxHead(props: LightboxHeadProps) {
  const told = () => (props.place < 0 ? "" : `${number(props.place + 1)} of ${number(props.total ?? 0)}`);
  const more = () => props.view.takes().length > 1;
  return (
    <div class="flex h-13 items-center max-md:gap-1 max-md:px-2 md:-mx-2 md:h-8">
      <span class="md:hidden">
        <IconButton label="Close" onClick={props.onClose}>
          <X {...icon} />
        </IconButton>
      </span>
      <span class="hidden md:contents">
        <IconButton
          label="The wish before"
          disabled={props.view.wishPlace() <= 0}
          onClick={() => void props.view.toWish(-1)}
        >
          <ArrowLeft {...icon} />
        </IconButton>
        <IconButton label="The next wish" disabled={props.view.isLastWish()} onClick={() => void props.view.toWish(1)}>
          <ArrowRight {...icon} />
        </IconButton>
      </span>
      <span
        class="mono whitespace-nowrap px-1 text-foreground-secondary max-md:flex-1 max-md:text-center"
        role="status"
      >
        {told()}
      </span>
      <Show when={more()}>
        <span class="hidden items-center pl-2 md:flex">
          <IconButton
            label="The take before"
            disabled={props.view.takePlace() <= 0}
            onClick={() => props.view.toTake(-1)}
          >
            <ArrowUp {...icon} />
          </IconButton>
          <IconButton
            label="The next take"
            disabled={props.view.takePlace() >= props.view.takes().length - 1}
            onClick={() => props.view.toTake(1)}
          >
            <ArrowDown {...icon} />
          </IconButton>
          <span class="mono whitespace-nowrap pl-1 text-foreground-secondary">
            take {props.view.takePlace() + 1} of {props.view.takes().length}
          </span>
        </span>
      </Show>
      <span class="flex-1 max-md:hidden" />
      <span class="hidden md:contents">
        <IconButton label="Close (Esc)" onClick={props.onClose}>
          <X {...icon} />
        </IconButton>
      </span>
      <Show when={props.onDelete && props.view.picture()}>
        {(picture) => (
          <span class="flex gap-1 md:hidden">
            <IconButton label="Compare" onClick={() => props.onCompare?.()}>
              <Columns2 {...icon} />
            </IconButton>
            <IconButton label="Share" onClick={() => props.onShare?.()}>
              <Share2 {...icon} />
            </IconButton>
            <IconButton label="Delete" onClick={() => props.onDelete?.(picture())}>
              <Trash {...icon} />
            </IconButton>
          </span>
        )}
      </Show>
    </div>
  );
}

export interface LightboxActsProps {
  picture: GalleryPicture;
  comparing: boolean;
  onUse: () => void;
  onFavourite: () => void;
  onDownload: () => void;
  onCompare: () => void;
  onShare: () => void;
  onDelete: () => void;
}

/** What can be done, each with its key; on a phone the first three in thumb reach. */
export function LightboxActs(props: LightboxActsProps) {
  const heart = () => <Heart size={16} strokeWidth={1.75} fill={props.picture.favourite ? "currentColor" : "none"} />;
  const act = (label: string, key: string, face: JSX.Element, run: () => void, pressed?: () => boolean) => (
    <button
      type="button"
      class={`${buttonLook({ variant: "secondary" })} justify-start! gap-1.5! px-2.5!`}
      aria-pressed={pressed?.()}
      aria-keyshortcuts={key}
      onClick={run}
    >
      {face}
      <span class="min-w-0 flex-1 truncate text-left">{label}</span>
      <kbd class="grid size-4.5 shrink-0 place-items-center rounded-xs font-mono text-[0.6875rem] text-foreground-secondary ring-1 ring-border ring-inset">
        {key}
      </kbd>
    </button>
  );
  return (
    <>
      <div data-acts class="hidden flex-col gap-2 px-7 pb-6 md:flex">
        <Button fullWidth size="lg" icon={<Brush {...icon} />} onClick={props.onUse}>
          Use this recipe
        </Button>
        <div class="grid grid-cols-2 gap-2">
          {act("Favourite", "F", heart(), props.onFavourite, () => props.picture.favourite)}
          {act("Download", "D", <Download size={16} strokeWidth={1.75} />, props.onDownload)}
          {act("Compare", "C", <Columns2 size={16} strokeWidth={1.75} />, props.onCompare, () => props.comparing)}
          {act(
            props.picture.shareUrl ? "Shared" : "Share",
            "S",
            <Share2 size={16} strokeWidth={1.75} />,
            props.onShare,
          )}
        </div>
        <Button
          variant="ghost"
          size="sm"
          class="self-start"
          icon={<Trash size={16} strokeWidth={1.75} />}
          onClick={props.onDelete}
        >
          Delete
        </Button>
      </div>
      <div class="sticky bottom-0 flex gap-2 border-t bg-background-primary px-4 pt-3 pb-[calc(0.75rem+var(--safe-b))] md:hidden">
        <Button
          variant="secondary"
          size="lg"
          class="w-12 gap-0! px-0!"
          aria-label="Favourite"
          aria-pressed={props.picture.favourite}
          icon={heart()}
          onClick={props.onFavourite}
        />
        <Button
          variant="secondary"
          size="lg"
          class="w-12 gap-0! px-0!"
          aria-label="Download"
          icon={<Download {...icon} />}
          onClick={props.onDownload}
        />
        <Button size="lg" class="flex-1" icon={<Brush {...icon} />} onClick={props.onUse}>
          Use this recipe
        </Button>
      </div>
    </>
  );
}
