import { createSignal, Show } from "solid-js";
import type { Account, Notifications } from "#contract/account";
import { api } from "../../api.ts";
import { FormProblem } from "../../ui/form-problem.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useSiteConfig } from "../site-config.ts";
import { Section } from "./section.tsx";
import { type AccountState, createAct } from "./state.ts";

/** Which mails are wanted. A switch moves at once and goes back if it could not be kept. */
export function MailWishes(props: { account: Account; state: AccountState }) {
  const config = useSiteConfig();
  const act = createAct();
  const [wished, wish] = createSignal<Partial<Notifications>>({});
  const on = (name: keyof Notifications) => wished()[name] ?? props.account.notifications[name];
  const change = async (name: keyof Notifications, wanted: boolean) => {
    wish({ ...wished(), [name]: wanted });
    await act.run(name, async () => props.state.show(await api.patchAccount({ notifications: { [name]: wanted } })));
    wish({});
  };
  const told = () => {
    if (config()?.mail === false) return "Mail is off on this site: nothing is sent, whatever stands here.";
    if (!props.account.user.emailVerified) return "They begin when your address is confirmed.";
    return "Sent to your address, as plain text and plain HTML. Nothing in them tells us that you read them.";
  };
  return (
    <Section id="notifications" title="Mail" sentence={told()}>
      <div class="flex flex-col gap-4">
        <Switch label="A style is ready" checked={on("styleReady")} onChange={(to) => void change("styleReady", to)} />
        <Switch
          label="A training failed and was refunded"
          checked={on("trainingFailed")}
          onChange={(to) => void change("trainingFailed", to)}
        />
      </div>
      <Show when={act.problem()}>
        <div class="mt-3">
          <FormProblem sentence={act.problem()} />
        </div>
      </Show>
    </Section>
  );
}
