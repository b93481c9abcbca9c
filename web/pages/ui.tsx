import Plus from "lucide-solid/icons/plus";
import Search from "lucide-solid/icons/search";
import { createSignal, For, type JSX } from "solid-js";
import { Badge, type BadgeTone } from "../ui/badge.tsx";
import { Button, type ButtonSize, type ButtonVariant } from "../ui/button.tsx";
import { Card, CardContent, CardHeader } from "../ui/card.tsx";
import { Choice } from "../ui/choice.tsx";
import { Dropdown, DropdownHeading, DropdownItem } from "../ui/dropdown.tsx";
import { Empty } from "../ui/empty.tsx";
import { Input } from "../ui/input.tsx";
import { Modal } from "../ui/modal.tsx";
import { notify, undoable } from "../ui/notify.ts";
import { Problem } from "../ui/problem.tsx";
import { Progress } from "../ui/progress.tsx";
import { Select } from "../ui/select.tsx";
import { Slider } from "../ui/slider.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { Switch } from "../ui/switch.tsx";
import Tabs from "../ui/tabs.tsx";
import { Title } from "../ui/title.tsx";

const variants: ButtonVariant[] = ["primary", "secondary", "ghost", "danger"];
const sizes: ButtonSize[] = ["sm", "md", "lg"];
const tones: BadgeTone[] = ["draft", "ready", "live", "done", "bad", "late"];

/** Every primitive in each of its states, for whoever changes one; only in a development build. */
export default function Ui() {
  const [on, setOn] = createSignal(true);
  const [strength, setStrength] = createSignal(0.85);
  const [tab, setTab] = createSignal("one");
  const [shape, setShape] = createSignal("square");
  const [modal, setModal] = createSignal<"sm" | "md" | "lg" | "xl">();
  return (
    <main class="mx-auto max-w-240 px-4 py-10 sm:px-8">
      <Title text="Primitives" />
      <h1>Primitives</h1>
      <Shelf name="Button">
        <For each={variants}>
          {(variant) => (
            <Row>
              <For each={sizes}>
                {(size) => (
                  <Button variant={variant} size={size}>
                    {variant} {size}
                  </Button>
                )}
              </For>
              <Button variant={variant} icon={<Plus size={16} />}>
                Icon left
              </Button>
              <Button variant={variant} icon={<Plus size={16} />} iconPosition="right">
                Icon right
              </Button>
              <Button variant={variant} loading act="Sending 3 of 24">
                A label as wide as this
              </Button>
              <Button variant={variant} disabled>
                Disabled
              </Button>
            </Row>
          )}
        </For>
        <Button price="4 of 412 pictures">Generate 4</Button>
        <Button fullWidth variant="secondary">
          Full width
        </Button>
      </Shelf>
      <Shelf name="Card">
        <div class="grid gap-4 sm:grid-cols-3">
          <Card>
            <CardHeader>Default</CardHeader>
            <CardContent>Picked up, dismissed or paid.</CardContent>
          </Card>
          <Card variant="interactive" onClick={() => notify({ title: "The card was clicked" })}>
            <CardHeader>Interactive</CardHeader>
            <CardContent>By hand, Enter or Space.</CardContent>
          </Card>
          <Card variant="elevated" padding="lg">
            <CardHeader>Elevated</CardHeader>
            <CardContent>Padding large.</CardContent>
          </Card>
        </div>
      </Shelf>
      <Shelf name="Input and Select">
        <div class="grid gap-5 sm:grid-cols-2">
          <Input label="Plain" placeholder="Something" />
          <Input label="With help" helperText="Said below, before anything is wrong." />
          <Input label="With an icon" icon={<Search size={16} />} type="search" />
          <Input label="Wrong" value="artist@" error="Write an e-mail address such as name@example.com." />
          <Input label="Disabled" value="Not now" disabled />
          <Input label="Number" type="number" value="41" required />
        </div>
        <Select
          label="Order"
          value="new"
          onChange={() => undefined}
          options={[
            { value: "new", label: "Newest first" },
            { value: "name", label: "By name" },
          ]}
        />
      </Shelf>
      <Shelf name="Badge and Spinner">
        <Row>
          <For each={tones}>{(tone) => <Badge tone={tone}>{tone}</Badge>}</For>
          <span class="flex items-center gap-2">
            <Spinner /> Reading
          </span>
          <Spinner size={24} />
        </Row>
      </Shelf>
      <Shelf name="Progress">
        <For each={["primary", "success", "warning", "error"] as const}>
          {(color, place) => <Progress label={color} color={color} value={25 * (place() + 1)} showLabel />}
        </For>
        <For each={["sm", "md", "lg"] as const}>
          {(size) => <Progress label={size} size={size} value={3} max={7} />}
        </For>
      </Shelf>
      <Shelf name="Slider, Switch, Choice">
        <Slider
          label="Strength"
          value={strength()}
          onChange={setStrength}
          min={0}
          max={1.5}
          step={0.05}
          told={strength().toFixed(2)}
          ends={["freer", "closer to my hand"]}
          help="Lower it when every picture looks alike."
        />
        <Row>
          <Switch label="On and off" checked={on()} onChange={setOn} />
          <Switch label="Disabled" checked={false} onChange={setOn} disabled />
        </Row>
        <Choice
          label="Shape"
          value={shape()}
          onChange={setShape}
          options={["tall", "square", "wide"].map((value) => ({ value, label: value }))}
        />
      </Shelf>
      <Shelf name="Tabs">
        <Tabs
          label="Two tabs"
          value={tab()}
          onChange={setTab}
          tabs={[
            { value: "one", label: "Pictures", note: "24", panel: () => <p>The first panel.</p> },
            { value: "two", label: "Results", panel: () => <p>The second panel.</p> },
          ]}
        />
      </Shelf>
      <Shelf name="Modal, Dropdown, Toast">
        <Row>
          <For each={["sm", "md", "lg", "xl"] as const}>
            {(size) => (
              <Button variant="secondary" onClick={() => setModal(size)}>
                Modal {size}
              </Button>
            )}
          </For>
          <Dropdown
            label="More"
            trigger="More"
            triggerClass="h-10 rounded-control bg-background-tertiary px-4 text-[0.875rem]"
          >
            <DropdownHeading>What to do</DropdownHeading>
            <DropdownItem onSelect={() => notify({ title: "Chosen" })}>Choose this</DropdownItem>
            <DropdownItem onSelect={() => undefined} disabled>
              Not now
            </DropdownItem>
            <DropdownItem onSelect={() => undefined} danger>
              Delete
            </DropdownItem>
          </Dropdown>
          <Button
            variant="secondary"
            onClick={() =>
              notify({ title: "Salt & Indigo has learned", detail: "Its test picture is there.", href: "/styles" })
            }
          >
            Toast
          </Button>
          <Button
            variant="secondary"
            onClick={() =>
              undoable(
                { title: "Picture removed" },
                () => undefined,
                () => notify({ title: "It is back" }),
              )
            }
          >
            Toast with undo
          </Button>
        </Row>
        <Modal
          open={modal() !== undefined}
          onClose={() => setModal(undefined)}
          title="Delete this style?"
          description="24 pictures, 2 versions and 186 results go with it."
          size={modal() ?? "md"}
        >
          <div class="mt-6 flex justify-end gap-3">
            <Button variant="secondary" onClick={() => setModal(undefined)}>
              Keep it
            </Button>
            <Button variant="danger" onClick={() => setModal(undefined)}>
              Delete it
            </Button>
          </div>
        </Modal>
      </Shelf>
      <Shelf name="Empty and Problem">
        <Empty title="No style yet" sentence="Twenty pictures you made are enough.">
          <Button>Start with your pictures</Button>
        </Empty>
        <Problem
          title="Stopped at step 410"
          sentence="The provider took the machine away. Your pictures are as you left them. 1 training is back."
          requestId="3f6d2c1a-0b57-4a6e-9a0e-6c1e5b0f7d42"
        >
          <Button>Train again</Button>
        </Problem>
      </Shelf>
    </main>
  );
}

function Shelf(props: { name: string; children: JSX.Element }) {
  return (
    <section class="mt-12 border-t pt-5">
      <h2>{props.name}</h2>
      <div class="mt-4 flex flex-col items-stretch gap-5">{props.children}</div>
    </section>
  );
}

function Row(props: { children: JSX.Element }) {
  return <div class="flex flex-wrap items-center gap-3">{props.children}</div>;
}
