import { createSignal, lazy, Show, Suspense } from "solid-js";
import type { AccountLink } from "./account-menu.tsx";
import { me } from "./session.ts";

const menu = () => import("./account-menu.tsx");
const AccountMenu = lazy(menu);

export const avatarLook =
  "touch grid size-8 shrink-0 place-items-center rounded-full bg-background-tertiary text-small font-[550] uppercase ring-1 ring-border hover:bg-border";

/** The menu's code comes when somebody reaches for it. */
export function Avatar(props: { links: AccountLink[] }) {
  const [wanted, want] = createSignal(false);
  const name = () => me()?.user.name ?? me()?.user.email ?? "";
  const button = () => (
    <button
      type="button"
      class={avatarLook}
      aria-label={`Account of ${name()}`}
      aria-haspopup="menu"
      aria-expanded="false"
      onPointerEnter={() => void menu()}
      onFocus={() => void menu()}
      onClick={() => want(true)}
    >
      <span aria-hidden="true">{name().slice(0, 1)}</span>
    </button>
  );
  return (
    <Show when={wanted()} fallback={button()}>
      <Suspense fallback={button()}>
        <AccountMenu links={props.links} />
      </Suspense>
    </Show>
  );
}
