import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { aMe, anAccount } from "../../testing/builders";
import { problem, type World } from "../../testing/FakeServer";
import { aHealthWorld } from "../../testing/health";
import { aWorld, show } from "../../testing/show";

const declared = { name: "Huiliu Trading Co Ltd", registrationNumber: "91440300" };
const ours = { name: "Huiliu Trading Co., Ltd.", registrationNumber: "91440300" };

const onChange = (label: RegExp | string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const authorizations = /^\/api\/stores\/[^/]+\/accounts\/authorizations$/;

async function beginBinding(world: World = aWorld()) {
  const server = await show("/admin/accounts?bind", world);
  await screen.findByRole("dialog");
  onChange("Legal entity", declared.name);
  onChange("Registration number", declared.registrationNumber);
  return server;
}

const submit = (name: string) => fireEvent.submit(screen.getByRole("button", { name }).closest("form") as HTMLFormElement);

describe("binding", () => {
  it("shows two spellings side by side and binds only with what shows that they are one", async () => {
    const server = await beginBinding();
    const asked: Record<string, unknown>[] = [];
    server.on("POST", authorizations, (_, __, body) => {
      asked.push(body);
      return body["legalEntityConfirmed"]
        ? { status: 200, body: { authorizationUrl: "javascript:void 0", expiresAt: "" } }
        : problem(409, "legal-entity-near-match", "Nearly.", { declared, ours });
    });
    submit("Continue to TikTok");

    expect(await screen.findByText("Is it the same company?")).toBeVisible();
    expect([...document.querySelectorAll("mark")].map((it) => it.textContent)).toEqual([".,", "."]);
    onChange("Evidence", "Company register, extract 8841");
    fireEvent.change(screen.getByLabelText("File (optional)"), { target: { files: [new File(["%PDF-1.7"], "执照 (1).pdf", { type: "application/pdf" })] } });
    submit("It is one company");

    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]).toMatchObject({ legalEntity: declared, legalEntityConfirmed: true, evidence: "Company register, extract 8841", evidenceFileId: "evidence-1" });
  });

  it("lets no file go out that cannot be kept", async () => {
    const server = await beginBinding();
    server.on("POST", authorizations, () => problem(409, "legal-entity-near-match", "Nearly.", { declared, ours }));
    submit("Continue to TikTok");
    await screen.findByText("Is it the same company?");
    const before = server.requests.length;
    onChange("Evidence", "See file");
    fireEvent.change(screen.getByLabelText("File (optional)"), { target: { files: [new File(["MZ"], "a.exe", { type: "application/x-msdownload" })] } });
    submit("It is one company");

    expect(screen.getByText("Only PDF, PNG and JPEG files can be kept.")).toBeVisible();
    expect(server.requests).toHaveLength(before);
  });

  it("says which rule refused it, what counts now and what to do", async () => {
    const server = await beginBinding();
    server.on("POST", authorizations, () => problem(409, "official-account-exists", "Unbind it first."));
    submit("Continue to TikTok");

    const alert = (await screen.findByText("Unbind it first.")).closest("[role=alert]");
    await waitFor(() => expect(alert).toHaveTextContent("Now: 1 of 1 official, 0 of 4 channel accounts. Probation passed."));
    expect(alert).toHaveTextContent("A store has one official account.");
    expect(alert).toHaveTextContent("bind this one as a channel account");
  });

  it("reconnects the account that was asked for, without asking whose it is again", async () => {
    const server = await show("/admin/accounts?reconnect=one", aWorld({ accounts: [anAccount({ id: "one", handle: "one", state: "NEEDS_RECONNECT" })] }));
    expect(await screen.findByRole("dialog", { name: "Reconnect @one" })).toBeVisible();
    // What was declared is being looked up: nobody can send it empty.
    expect(screen.getByRole("button", { name: "Continue to TikTok" })).toBeDisabled();
    await waitFor(() => expect(screen.getByRole("button", { name: "Continue to TikTok" })).toBeEnabled());
    expect(screen.getByLabelText("Legal entity")).toHaveValue("Huiliu");
    submit("Continue to TikTok");

    await waitFor(() => expect(server.requests.at(-1)?.body).toMatchObject({ accountId: "one", role: "OFFICIAL" }));
  });

  it("warns of TikTok's waiting time and unbinds all the same", async () => {
    const one = anAccount({ id: "one", handle: "one" });
    const server = await show(
      "/admin/accounts",
      aWorld({ accounts: [one], health: aHealthWorld({ limits: { accounts: [{ accountId: "one", unlinkable: false, unlinkableAt: "2026-03-02T12:00:00.000Z" }] } }) }),
    );
    fireEvent.click(await screen.findByRole("button", { name: "Unbind" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(await dialog.findByText(/TikTok keeps it bound until Mar 2/)).toBeVisible();
    fireEvent.click(dialog.getByRole("button", { name: "Unbind" }));

    await waitFor(() => expect(server.requests.some((it) => it.method === "DELETE" && it.path === "/api/accounts/one")).toBe(true));
  });
});

describe("a store", () => {
  const recorded = { since: "2026-02-11", evidence: "Notice 8841", recordedAt: "2026-02-12T08:00:00.000Z", recordedBy: "agent-me", recordedByName: "Mina" };

  it("shows what TikTok allows, who recorded the probation, and how it came to be so", async () => {
    const world = aWorld();
    Object.assign(world.stores[0] ?? {}, { probationRecord: recorded, operationMode: "FULLY_MANAGED" });
    world.health.history = [
      { id: "h", storeId: "store-1", subject: "PROBATION", account: null, confirmedEntity: null, before: "IN_PROBATION", after: "PASSED", since: "2026-02-11", evidence: "Notice 8841", agentId: "agent-me", agentName: "Mina", at: "2026-02-12T08:00:00.000Z", evidenceFile: { id: "f", name: "notice.pdf", type: "application/pdf", size: 9 } },
    ];
    await show("/admin/stores/store-1", world);

    expect(await screen.findByText("1 of 1")).toBeVisible();
    expect(screen.getByText("0 of 4")).toBeVisible();
    expect(screen.getByText(/Recorded by Mina/)).toBeVisible();
    expect(screen.getByText(/Shop Chat, orders and returns are the platform's/)).toBeVisible();
    expect(await screen.findByRole("link", { name: "notice.pdf" })).toHaveAttribute("href", "/api/stores/store-1/evidence/f");
    expect(screen.getByText(/In probation →/)).toBeVisible();
  });

  it("asks since when and on what ground when the probation changes", async () => {
    const server = await show("/admin/stores/store-1", aWorld());
    server.on("PATCH", /^\/api\/stores\/store-1$/, () => ({ status: 200, body: server.world.stores[0] }));
    fireEvent.click(await screen.findByRole("button", { name: "Edit" }));
    expect(screen.queryByLabelText("Since")).not.toBeInTheDocument();
    onChange("New-store probation", "RECALLED");
    onChange("Since", "2026-02-20");
    onChange("Evidence", "Letter of 20 February");
    submit("Save");

    await waitFor(() => {
      const patch = server.requests.find((it) => it.method === "PATCH");
      expect(patch?.body).toMatchObject({ probation: "RECALLED", probationSince: "2026-02-20", probationEvidence: "Letter of 20 February" });
    });
  });
});

describe("coming back from TikTok", () => {
  it("asks about another account, and names both", async () => {
    const server = await show("/bound?result=other&account=b&store=store-1&found=f1", aWorld());
    sessionStorage.setItem("tributary.wanted", "@a");
    server.on("POST", /authorizations\/f1\/confirmation$/, () => ({ status: 200, body: anAccount() }));

    fireEvent.click(await screen.findByRole("button", { name: "Bind @b as another account" }));
    expect(await screen.findByText("@b is bound")).toBeVisible();
    expect(server.requests.some((it) => it.method === "POST" && it.path === "/api/stores/store-1/accounts/authorizations/f1/confirmation")).toBe(true);
  });

  it("gives it back, and says when the question is too old", async () => {
    sessionStorage.setItem("tributary.wanted", "@a");
    const server = await show("/bound?result=other&account=b&store=store-1&found=f1", aWorld());
    expect(await screen.findByText("You came back with @b, but wanted @a.")).toBeVisible();
    server.on("DELETE", /authorizations\/f1$/, () => problem(404, "unknown-authorization", "Begin again."));
    fireEvent.click(screen.getByRole("button", { name: "Give it back" }));
    expect(await screen.findByText("Begin again.")).toBeVisible();

    server.on("DELETE", /authorizations\/f1$/, () => ({ status: 204 }));
    fireEvent.click(screen.getByRole("button", { name: "Give it back" }));
    expect(await screen.findByText("It was given back")).toBeVisible();
  });

  it("says what the account cannot do", async () => {
    await show("/bound?result=connected&account=one&store=store-1", aWorld({ accounts: [anAccount({ handle: "one", missing: ["READ_COMMENTS", "WRITE_COMMENTS"] })] }));

    expect(await screen.findByText(/It cannot read comments and write comments/)).toBeVisible();
  });

  it.each(["denied", "expired", "failed", "refused&rule=store-in-probation"])("leads on after %s", async (result) => {
    await show(`/bound?result=${result}&store=store-1`, aWorld());

    expect(await screen.findByRole("link", { name: "Start again" })).toHaveAttribute("href", "/admin/accounts?bind=store-1");
  });
});

describe("the first steps", () => {
  it("are where administration begins while nothing is bound", async () => {
    const world = aWorld({ accounts: [] });
    world.health.checklist = {
      done: false,
      items: [
        { step: "PUBLIC_ADDRESS", state: "FAILED", args: { url: "http://localhost:8080", reason: "LOCALHOST" } },
        { step: "STORE", state: "DONE", args: {} },
        { step: "OFFICIAL_ACCOUNT", state: "TODO", args: {} },
      ],
    };
    const server = await show("/admin", world);

    expect(await screen.findByRole("heading", { name: "First steps" })).toBeVisible();
    expect(await screen.findByText("The address is this computer itself; TikTok cannot reach it.")).toBeVisible();
    expect(screen.getByRole("link", { name: "Bind the account" })).toHaveAttribute("href", "/admin/accounts?bind");

    server.on("POST", /^\/api\/checklist$/, () => ({ status: 200, body: { ...world.health.checklist, done: true } }));
    fireEvent.click(screen.getByRole("button", { name: "Test again: The official account" }));
    expect(await screen.findByText("Everything is ready")).toBeVisible();
  });

  it("are for admins", async () => {
    await show("/checklist", aWorld({ me: aMe({ role: "SUPERVISOR" }) }));

    expect(await screen.findByText("You cannot see this")).toBeVisible();
  });
});
