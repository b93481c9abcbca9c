import BellIcon from "lucide-solid/icons/bell";
import { createSignal, lazy, Show, Suspense } from "solid-js";
import { me } from "../accounts/session.ts";
import { noticesOf } from "../live/notices.ts";

const list = () => import("./notice-list.tsx");
const NoticeList = lazy(list);

export const bellLook =
  "touch relative grid size-8 shrink-0 place-items-center rounded-control text-foreground-secondary hover:bg-background-tertiary hover:text-foreground-primary";

/** The bell and its dot; the list's code comes when somebody reaches for it. */
export function Bell() {
  const [wanted, want] = createSignal(false);
  const unread = () => {
    const id = me()?.user.id;
    return id ? noticesOf(id).unread() : 0;
  };
  const label = () => (unread() > 0 ? `Notes, ${unread()} new` : "Notes");
  const face = () => (
    <>
      <BellIcon size={18} strokeWidth={1.75} />
      <Show when={unread() > 0}>
        <span class="absolute top-1 right-1 size-2 rounded-full bg-accent-primary ring-2 ring-background-primary" />
      </Show>
    </>
  );
  const button = () => (
    <button
      type="button"
      class={bellLook}
      title="Notes"
      aria-label={label()}
      aria-haspopup="dialog"
      aria-expanded="false"
      onPointerEnter={() => void list()}
      onFocus={() => void list()}
      onClick={() => want(true)}
    >
      {face()}
    </button>
  );
  return (
    <Show when={wanted() && me()?.user.id} fallback={button()}>
      {(userId) => (
        <Suspense fallback={button()}>
          <NoticeList userId={userId()} label={label()} face={face()} />
        </Suspense>
      )}
    </Show>
  );
}
