import { A, useNavigate, useSearchParams } from "@solidjs/router";
import { Show } from "solid-js";
import { LoginForm } from "../accounts/login-form.tsx";
import { ProviderButtons } from "../accounts/provider-buttons.tsx";
import { providerProblem } from "../accounts/provider-words.ts";
import { wayBack } from "../accounts/way-back.ts";
import { FormProblem } from "../ui/form-problem.tsx";
import { Title } from "../ui/title.tsx";
import { Door } from "./door.tsx";

export default function Login() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const to = () => wayBack(params.to);
  return (
    <>
      <Title text="Sign in" />
      <Door
        heading="Welcome back."
        lead={to() ? "Sign in and you are back where you were." : "Your styles are as you left them."}
        other={
          <>
            New here?{" "}
            <A
              href={to() ? `/register?to=${encodeURIComponent(to() ?? "")}` : "/register"}
              class="text-accent-text underline"
            >
              Open a studio
            </A>
          </>
        }
      >
        <Show when={providerProblem(params)}>
          {(problem) => (
            <div class="mb-6">
              <FormProblem sentence={problem().sentence} requestId={problem().requestId} />
            </div>
          )}
        </Show>
        <LoginForm onDone={() => navigate(to() ?? "/dashboard", { replace: true })} />
        <ProviderButtons to={to()} />
      </Door>
    </>
  );
}
