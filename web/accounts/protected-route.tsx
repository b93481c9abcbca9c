import { Navigate, useLocation } from "@solidjs/router";
import { type JSX, Match, onMount, Switch } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/problem.tsx";
import { askSession, session } from "./session.ts";
import { signInThen } from "./way-back.ts";

/** Shows its children to who is signed in; sends the others to sign-in and back. */
export function ProtectedRoute(props: { children: JSX.Element; waiting: JSX.Element }) {
  const location = useLocation();
  onMount(() => {
    if (session().state !== "in") void askSession();
  });
  const problem = () => {
    const now = session();
    return now.state === "unreachable" ? now.problem : undefined;
  };
  return (
    <Switch fallback={props.waiting}>
      <Match when={session().state === "in"}>{props.children}</Match>
      <Match when={session().state === "out"}>
        <Navigate href={signInThen(location.pathname + location.search)} />
      </Match>
      <Match when={problem()}>
        {(told) => (
          <div class="mx-auto max-w-120 px-4 py-24">
            <Problem title="The studio does not answer" sentence={told().message} requestId={told().requestId}>
              <Button onClick={() => void askSession()}>Try again</Button>
            </Problem>
          </div>
        )}
      </Match>
    </Switch>
  );
}
