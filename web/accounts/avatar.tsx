import { createSignal, lazy, Show, Suspense } from "solid-js";
import type { AccountLink } from "./account-menu.tsx";
import { Face } from "./face.tsx";
import { me } from "./session.ts";

const menu = () => import("./account-menu.tsx");
const AccountMenu = lazy(menu);

export const avatarLook = "touch grid size-8 shrink-0 place-items-center rounded-full text-small hover:brightness-125";

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
      <Face user={me()?.user} class="size-8" />
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
