import Monitor from "lucide-solid/icons/monitor";
import Smartphone from "lucide-solid/icons/smartphone";
import Tablet from "lucide-solid/icons/tablet";
import Terminal from "lucide-solid/icons/terminal";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Account } from "#contract/account";
import { api } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { FormProblem } from "../../ui/form-problem.tsx";
import { clockTime, day } from "../../ui/say.ts";
import { Section } from "./section.tsx";
import { type AccountState, createAct } from "./state.ts";

const icons = { desktop: Monitor, phone: Smartphone, tablet: Tablet, program: Terminal };

/** Where somebody is signed in, and the way to end it. */
export function SignedIn(props: { account: Account; state: AccountState }) {
  const act = createAct();
  const end = (id: string) =>
    act.run(id, async () => {
      await (id === "others" ? api.signOutOthers() : api.endSession(id));
      await props.state.again();
    });
  return (
    <Section
      id="sessions"
      title="Signed in"
      sentence="A session ends after 30 days, or here, at once and in every open tab."
    >
      <ul class="flex flex-col gap-4">
        <For each={props.account.sessions}>
          {(session) => (
            <li class="flex items-center gap-3">
              <Dynamic
                component={icons[session.kind]}
                size={18}
                strokeWidth={1.75}
                class="shrink-0 text-foreground-muted"
              />
              <div class="min-w-0 flex-1">
                <div class="truncate font-medium">{session.device}</div>
                <div class="text-foreground-secondary text-small">
                  {session.current
                    ? "This browser"
                    : `Last seen ${day(session.seenAt, new Date())}, ${clockTime(session.seenAt)}`}
                </div>
              </div>
              <Show when={!session.current}>
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`Sign out ${session.device}`}
                  loading={act.busy() === session.id}
                  act="Ending"
                  onClick={() => void end(session.id)}
                >
                  Sign out
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.account.sessions.length > 1}>
        <div class="mt-5">
          <Button
            variant="secondary"
            loading={act.busy() === "others"}
            act="Ending them"
            onClick={() => void end("others")}
          >
            Sign out everywhere else
          </Button>
        </div>
      </Show>
      <div class="mt-3">
        <FormProblem sentence={act.problem()} />
      </div>
    </Section>
  );
}
