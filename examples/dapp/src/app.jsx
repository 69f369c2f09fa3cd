import { Permissions, SecretBlob } from "@nilvm/client";
import { nada } from "@nilvm/client/nada";
import {
  NilvmProvider,
  useCompute,
  useNilvm,
  useRetrieveComputeResults,
  useRetrieveValues,
  useStoreProgram,
  useStoreValues,
} from "@nilvm/client/react";
import { useCallback, useEffect, useState } from "react";
import { connectUser, connectWallet } from "./connect.js";

const nil = (unil) => `${Number(unil) / 1e6} nil`;

/** The program that both run: neither shows a number to the other. */
const average = nada.program({
  name: "average",
  parties: ["ann", "bob"],
  inputs: { anns: nada.secretInteger("ann"), bobs: nada.secretInteger("bob") },
  outputs: { average: ["ann", "bob"] },
}, ({ anns, bobs }) => ({ average: anns.add(bobs).div(2) }));

/** What the two users tell each other: ids, none of which is a secret. */
const nothingTold = { ann: undefined, bob: undefined };

/** The page. In truth each user has a browser of their own: this one shows both, side by side. */
export function App() {
  const [wallet, setWallet] = useState();
  const [problem, setProblem] = useState();
  const [payments, setPayments] = useState([]);
  const [told, setTold] = useState(nothingTold);
  const tell = useCallback(
    (news) => setTold((told) => ({ ...told, ...news })),
    [],
  );
  const onEvent = useCallback((event) => {
    // A payment leaves the journal when what it has bought is used.
    if (
      event.type !== "payment" || event.isOpen || event.txHash === undefined
    ) return;
    const { txHash, amountUnil, operation } = event;
    setPayments((before) => [...before, { txHash, amountUnil, operation }]);
  }, []);
  const connect = () => connectWallet().then(setWallet, (error) => setProblem(error.message));
  const spent = payments.reduce((sum, { amountUnil }) => sum + amountUnil, 0n);
  return (
    <main>
      <h1>Two users and a wallet</h1>
      <section id="wallet">
        <h2>Wallet</h2>
        {wallet === undefined
          ? <button type="button" onClick={connect}>Connect a wallet</button>
          : (
            <p>
              <code>{wallet.address}</code> has paid <b id="spent">{nil(spent)}</b>
            </p>
          )}
        {problem && <p className="error">{problem}</p>}
        <ol>
          {payments.map(({ txHash, amountUnil, operation }) => (
            <li key={txHash}>
              {nil(amountUnil)} for {operation} in <code>{txHash.slice(0, 8)}</code>
            </li>
          ))}
        </ol>
      </section>
      {wallet && (
        <div className="users">
          {["ann", "bob"].map((name) => (
            <NilvmProvider
              key={name}
              connect={() => connectUser(name, wallet, onEvent)}
            >
              <User name={name} told={told} tell={tell} />
            </NilvmProvider>
          ))}
        </div>
      )}
    </main>
  );
}

/** A user: who it is, and what it can do. */
function User({ name, told, tell }) {
  const { status, client, error, reconnect } = useNilvm();
  const other = name === "ann" ? "bob" : "ann";
  useEffect(() => {
    if (client !== undefined) tell({ [name]: client.userId });
  }, [client, name, tell]);
  return (
    <section id={name}>
      <h2>{name === "ann" ? "Ann" : "Bob"}</h2>
      {status === "failed" && (
        <p className="error">
          {error.message} <button type="button" onClick={reconnect}>Again</button>
        </p>
      )}
      {client && (
        <p>
          User <code>{`${client.userId}`}</code>
        </p>
      )}
      {client && told[other] && (
        name === "ann"
          ? (
            <>
              <WriteNote reader={told[other]} tell={tell} />
              <Compute told={told} tell={tell} />
            </>
          )
          : (
            <>
              <ReadNote id={told.note} />
              <Offer to={told[other]} told={told} tell={tell} />
            </>
          )
      )}
      {told.run && <Average of={told.run} />}
    </section>
  );
}

/** Buttons of an operation: its price first, then the payment, then going on after a failure. */
function Steps({ label, operation, variables, isEnabled = true }) {
  const {
    isPending,
    isResumable,
    price,
    quoting,
    quote,
    confirm,
    resume,
    error,
  } = operation;
  const failure = error ?? quoting.error;
  if (isPending) {
    return <p role="status">{`Working: ${operation.progress?.phase ?? "…"}`}</p>;
  }
  return (
    <p>
      {isResumable
        ? <button type="button" onClick={resume}>Go on</button>
        : price === undefined
        ? (
          <button
            type="button"
            disabled={!isEnabled || quoting.isPending}
            onClick={() => quote(variables())}
          >
            {label}
          </button>
        )
        : (
          <button type="button" className="pay" onClick={confirm}>
            Pay {nil(price.feesUnil)}
          </button>
        )}
      {failure && (
        <span
          className="error"
          data-code={failure.code}
          data-reason={failure.reason}
        >
          {failure.message}
        </span>
      )}
    </p>
  );
}

/** Stores a note that the other user may read. */
function WriteNote({ reader, tell }) {
  const { client } = useNilvm();
  const [text, setText] = useState("Meet at noon by the fountain");
  const store = useStoreValues();
  const { data: id } = store;
  useEffect(() => {
    if (id !== undefined) tell({ note: id });
  }, [id, tell]);
  const variables = () => ({
    values: { text: new SecretBlob(new TextEncoder().encode(text)) },
    ttlDays: 1,
    permissions: Permissions.defaultsForUser(client.userId).allowRetrieve(
      reader,
    ),
  });
  return (
    <div className="note">
      <h3>A note for Bob</h3>
      <input value={text} onChange={(event) => setText(event.target.value)} />
      <Steps label="Store and share" operation={store} variables={variables} />
      {id && (
        <p>
          Stored as <code>{id}</code>
        </p>
      )}
    </div>
  );
}

/** Reads the note of the other user. */
function ReadNote({ id }) {
  const read = useRetrieveValues(id, { quoteFirst: true });
  const { data, price, confirm, error, isFetching } = read;
  return (
    <div className="note">
      <h3>Ann's note</h3>
      {id === undefined && <p>Nothing yet</p>}
      {price && (
        <button type="button" className="pay" onClick={confirm}>
          Read for {nil(price.feesUnil)}
        </button>
      )}
      {isFetching && <p role="status">Reading</p>}
      {error && <p className="error" data-code={error.code}>{error.message}</p>}
      {data && <p className="text">{new TextDecoder().decode(data.text.value)}</p>}
    </div>
  );
}

/** Publishes the program, and runs it with a number of this user and the one that the other user offers. */
function Compute({ told, tell }) {
  const [number, setNumber] = useState("52000");
  const store = useStoreProgram();
  const compute = useCompute(average);
  const { data: programId } = store;
  const { data: run } = compute;
  useEffect(() => {
    if (programId !== undefined) tell({ programId });
  }, [programId, tell]);
  useEffect(() => {
    if (run !== undefined) tell({ run });
  }, [run, tell]);
  const runs = () => ({
    programId,
    parties: { ann: told.ann, bob: told.bob },
    values: { anns: BigInt(number) },
    stored: { bobs: told.offer },
  });
  return (
    <div className="program">
      <h3>The average of two numbers</h3>
      <input
        type="number"
        value={number}
        onChange={(event) => setNumber(event.target.value)}
      />
      {programId === undefined
        ? (
          <Steps
            label="Publish the program"
            operation={store}
            variables={() => average}
          />
        )
        : (
          <Steps
            label="Compute"
            operation={compute}
            variables={runs}
            isEnabled={told.offer !== undefined}
          />
        )}
    </div>
  );
}

/** Stores a number that the other user may use in the program, and in no other. */
function Offer({ to, told, tell }) {
  const { client } = useNilvm();
  const [number, setNumber] = useState("61000");
  const store = useStoreValues();
  const { data: id } = store;
  useEffect(() => {
    if (id !== undefined) tell({ offer: id });
  }, [id, tell]);
  const variables = () => ({
    values: average.values("bob", { bobs: BigInt(number) }),
    ttlDays: 1,
    permissions: Permissions.defaultsForUser(client.userId).allowCompute(
      to,
      told.programId,
    ),
  });
  return (
    <div className="program">
      <h3>A number for the average</h3>
      <input
        type="number"
        value={number}
        onChange={(event) => setNumber(event.target.value)}
      />
      <Steps
        label="Offer"
        operation={store}
        variables={variables}
        isEnabled={told.programId !== undefined}
      />
      {id && (
        <p>
          Offered as <code>{id}</code>
        </p>
      )}
    </div>
  );
}

/** The result, which each user reads with a key of their own. */
function Average({ of }) {
  const { data, error } = useRetrieveComputeResults(average, of);
  return (
    <p className="average">
      {error && <span className="error">{error.message}</span>}
      {data && (
        <>
          The average is <b>{`${data.average}`}</b>
        </>
      )}
    </p>
  );
}
