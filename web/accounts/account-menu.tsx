import { useNavigate } from "@solidjs/router";
import LogOut from "lucide-solid/icons/log-out";
import { type Component, For, Show } from "solid-js";
import { problemOf } from "../api.ts";
import { planName } from "../billing/plan-name.ts";
import { dropAllUploads, unsentUploads } from "../images/uploader.ts";
import { Dropdown, DropdownHeading, DropdownItem } from "../ui/dropdown.tsx";
import { notify } from "../ui/notify.ts";
import { count } from "../ui/say.ts";
import { avatarLook } from "./avatar.tsx";
import { Face } from "./face.tsx";
import { me, signOut } from "./session.ts";

export interface AccountLink {
  href: string;
  name: string;
  icon: Component<{ size?: number; strokeWidth?: number }>;
}

/** The artist's own corner: who, what is left, the pages about it, the way out. */
export default function AccountMenu(props: { links: AccountLink[] }) {
  const navigate = useNavigate();
  const name = () => me()?.user.name ?? me()?.user.email ?? "";
  const left = () => me()?.subscription;
  const leave = async (anyway: boolean) => {
    const going = unsentUploads();
    if (going > 0 && !anyway) {
      notify({
        title: `${count(going, "picture")} still on the way`,
        detail: "They stop when you sign out.",
        act: { label: "Sign out anyway", run: () => void leave(true) },
      });
      return;
    }
    try {
      await dropAllUploads();
      await signOut();
      navigate("/", { replace: true });
    } catch (thrown) {
      notify({ title: "You are still signed in", detail: problemOf(thrown).message });
    }
  };
  return (
    <Dropdown
      label={`Account of ${name()}`}
      defaultOpen
      triggerClass={avatarLook}
      trigger={<Face user={me()?.user} class="size-8" />}
    >
      <DropdownHeading>
        <div class="truncate text-foreground-primary">{name()}</div>
        <div class="truncate">{me()?.user.email}</div>
        <Show when={left()}>
          {(plan) => (
            <div class="mono mt-2">
              {planName(plan().plan)} plan, {count(plan().trainingCredits, "training")},{" "}
              {count(plan().generationCredits, "picture")} left
            </div>
          )}
        </Show>
      </DropdownHeading>
      <For each={props.links}>
        {(link) => (
          <DropdownItem icon={<link.icon size={16} strokeWidth={1.75} />} onSelect={() => navigate(link.href)}>
            {link.name}
          </DropdownItem>
        )}
      </For>
      <DropdownItem icon={<LogOut size={16} strokeWidth={1.75} />} onSelect={() => void leave(false)}>
        Sign out
      </DropdownItem>
    </Dropdown>
  );
}
