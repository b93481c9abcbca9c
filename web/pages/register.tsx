import { A, useNavigate, useSearchParams } from "@solidjs/router";
import { ProviderButtons } from "../accounts/provider-buttons.tsx";
import { RegisterForm } from "../accounts/register-form.tsx";
import { wayBack } from "../accounts/way-back.ts";
import { Title } from "../ui/title.tsx";
import { Door } from "./door.tsx";

export default function Register() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const to = () => wayBack(params.to);
  return (
    <>
      <Title text="Open a studio" />
      <Door
        heading="Open your studio."
        lead="A first training and your first pictures are free. No card."
        other={
          <>
            Already have one?{" "}
            <A
              href={to() ? `/login?to=${encodeURIComponent(to() ?? "")}` : "/login"}
              class="text-accent-text underline"
            >
              Sign in
            </A>
          </>
        }
      >
        <RegisterForm onDone={() => navigate(to() ?? "/styles/new", { replace: true })} />
        <ProviderButtons to={to() ?? "/styles/new"} />
      </Door>
    </>
  );
}
