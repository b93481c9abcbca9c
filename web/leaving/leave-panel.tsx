import { useNavigate } from "@solidjs/router";
import Download from "lucide-solid/icons/download";
import { createSignal } from "solid-js";
import { baseModelLicence } from "#contract/rights";
import { me } from "../accounts/session.ts";
import { api, problemOf } from "../api.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import { LicenceNote } from "../ui/licence-note.tsx";
import { Modal } from "../ui/modal.tsx";

/** Out with everything: a copy of it all, and the end of the account. */
export function LeavePanel() {
  const navigate = useNavigate();
  const [open, setOpen] = createSignal(false);
  const [email, setEmail] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const sure = () => email().trim().toLowerCase() === me()?.user.email;
  const remove = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const { page } = await api.deleteAccount(email());
      navigate(page, { replace: true });
    } catch (thrown) {
      setProblem(problemOf(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div class="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p class="min-w-60 flex-1 text-foreground-secondary">
          Everything in one ZIP: originals, captions, weights, results with their recipes, and your account.
        </p>
        <a href="/api/takeout" download="" class={buttonLook({ variant: "secondary" })}>
          Take everything with me
        </a>
      </div>
      <LicenceNote licence={baseModelLicence} class="mt-3" />
      <div class="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
        <p class="min-w-60 flex-1 text-foreground-secondary">
          The account with all its styles, here and at the providers. You get a receipt that lists each thing.
        </p>
        <Button variant="secondary" onClick={() => setOpen(true)}>
          Delete my account
        </Button>
      </div>
      <Modal
        open={open()}
        onClose={() => setOpen(false)}
        title="Delete your account?"
        description="All styles with their originals, results and trained versions go, a plan ends at once, and credits that are left go with it. It cannot be undone. Work under way is cancelled."
      >
        <form onSubmit={remove} class="mt-4">
          <Input
            label={`To be sure, write ${me()?.user.email ?? "your address"}`}
            value={email()}
            onInput={(event) => setEmail(event.currentTarget.value)}
            autocomplete="off"
            error={problem()}
          />
          <p class="mt-3 text-small">
            <a href="/api/takeout" download="" class="touch inline-flex items-center gap-2 hover:text-accent-text">
              <Download size={16} strokeWidth={1.75} />
              Take everything with me first
            </a>
          </p>
          <div class="mt-6 flex flex-wrap justify-end gap-2">
            <Button variant="secondary" onClick={() => setOpen(false)}>
              Keep it
            </Button>
            <Button variant="danger" type="submit" disabled={!sure()} loading={busy()} act="Deleting">
              Delete my account
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
