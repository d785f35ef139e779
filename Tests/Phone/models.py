"""What the agent promises as an OpenAI-compatible model, each a scenario asked with the official client."""

import http.client
import json
import threading
import urllib.parse

import openai

NOTICE = "KI"
QUESTION = "Was kostet eine Inspektion?"
ANSWER = "Inspektion"
TRANSFER = [{"type": "function", "function": {"name": "transferCall", "parameters": {"type": "object"}}}]


def user(text):
    return {"role": "user", "content": text}


def said(text):
    return {"role": "assistant", "content": text}


class Model:
    """Asks one channel as a voice platform would."""

    def __init__(self, company, token):
        self.company = company
        self.client = openai.OpenAI(base_url=company.gateway.base + "/v1", api_key=token, max_retries=0)

    def ask(self, messages, session=None, **more):
        if session:
            more["metadata"] = {"session_id": session}
        return self.client.chat.completions.create(model="model", messages=messages, **more)

    def text(self, messages, session=None, **more):
        return self.ask(messages, session, **more).choices[0].message.content

    def pieces(self, messages, session=None, **more):
        stream = self.ask(messages, session, stream=True, stream_options={"include_usage": True}, **more)
        chunks = list(stream)
        return [chunk.choices[0].delta.content for chunk in chunks
                if chunk.choices and chunk.choices[0].delta.content], chunks

    def refusal(self, **request):
        """The error the client raises; None where it does not."""
        try:
            self.client.chat.completions.create(**request)
            return None
        except openai.APIStatusError as error:
            return error

    def find(self, words):
        """The conversation in which the caller said exactly this."""
        def found():
            for conversation in self.company.conversations():
                if any(item.get("text") == words for item in self.company.items(conversation["id"])):
                    return conversation["id"]
            return None
        return self.company.until(found, f"the conversation about {words!r}")

    def customers(self, conversation):
        return [item["text"] for item in self.company.items(conversation)
                if item["kind"] == "message" and item["author"]["kind"] == "customer" and item["text"]]


def answers(company, report):
    model = Model(company, company.token_of_chat)
    ids = [entry.id for entry in model.client.models.list()]
    report.fact("the channel is a model", ids == ["model"] and model.client.models.retrieve("model").id == "model", ids)
    greeting = model.text([{"role": "system", "content": "You speak first."}], "greeted")
    report.fact("before a word the greeting comes, the AI notice first", NOTICE in greeting.split(".")[0], greeting)
    question = QUESTION + " Eins"
    whole = model.ask([{"role": "system", "content": "It is 9:55."}, user(question)], "plain")
    first = whole.choices[0].message.content
    report.fact("a question is answered, the AI notice first",
                ANSWER in first and NOTICE in first.split(".")[0] and "**" not in first, first)
    report.fact("usage and the end are told", whole.choices[0].finish_reason == "stop"
                and whole.usage.total_tokens == whole.usage.prompt_tokens + whole.usage.completion_tokens > 0, whole)
    again = model.text([{"role": "system", "content": "It is 9:56."}, user(question)], "plain")
    report.fact("the same messages again are the same turn",
                again == first and model.customers(model.find(question)) == [question], again)
    history = [user(question), said(first), user("Wann habt ihr geöffnet?")]
    pieces, chunks = model.pieces(history, "plain")
    report.fact("the next answer streams sentence by sentence, without the notice",
                len(pieces) > 1 and "Uhr" in "".join(pieces) and NOTICE not in "".join(pieces), pieces)
    report.fact("a stream ends with its usage", chunks[-1].usage.completion_tokens > 0
                and chunks[-2].choices[0].finish_reason == "stop", chunks[-2:])
    streamed = "".join(pieces)
    report.fact("streamed or whole, the words are the same", model.text(history, "plain") == streamed)
    heard = " ".join(streamed.split()[:4])
    model.text([*history, said(heard), user("Und am Sonntag?")], "plain")
    items = company.items(model.find(question))
    cut = [item for item in items if item["kind"] == "heard"]
    report.fact("what was cut short in the client's history was not said",
                len(cut) == 1 and cut[0]["heard"].split() == heard.split(), cut)


def fields(company, report):
    model = Model(company, company.token_of_chat)
    question = QUESTION + " Zwei"
    answer = model.text([user(question)], extra_body={
        "call": {"id": "call-1"}, "customer": {"number": "+4915112346001", "name": "Ada"}, "phoneNumber": {"id": 1},
        "novelty": [1, {"a": None}]}, temperature=0.2, seed=1)
    detail = company.call("GET", f"/api/v1/conversations/{model.find(question)}")[1]
    report.fact("unknown members are ignored, the caller's number is read",
                ANSWER in answer and "+4915112346001" in json.dumps(detail), detail)
    base = {"model": "model", "messages": [user("Hallo")]}
    for name, error, status, holds in (
            ("an unknown model", model.refusal(**{**base, "model": "gpt-9"}), 404, lambda e: e.code == "model_not_found"),
            ("an empty list", model.refusal(**{**base, "messages": []}), 400, lambda e: e.param == "messages"),
            ("nothing new", model.refusal(**{**base, "messages": [user("a"), said("b")]}), 400, lambda e: e.body),
            ("too much", model.refusal(**{**base, "messages": [user("x" * 1_100_000)]}), 413, lambda e: e.body),
            ("an unknown key", Model(company, "sk-wrong").refusal(**base), 401, lambda e: e.code == "invalid_api_key"),
            ("a key of another scope", Model(company, company.admin).refusal(**base), 403, lambda e: e.type)):
        report.fact(f"{name} is refused in the API's shape", error is not None and error.status_code == status
                    and isinstance(error.body, dict) and "message" in error.body and holds(error), error)


def apart(company, report):
    model = Model(company, company.token_of_chat)
    results = {}

    def ask(number):
        question = f"{QUESTION} Nummer {number}"
        results[number] = model.pieces([user(question)], f"many-{number}")[0] if number % 2 \
            else model.text([user(question)], f"many-{number}")
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report.fact("20 at once are all answered", len(results) == 20 and all(
        ANSWER in "".join(answer) for answer in results.values()), results)
    conversations = {model.find(f"{QUESTION} Nummer {number}") for number in range(20)}
    report.fact("each in a conversation of its own", len(conversations) == 20, len(conversations))
    start = [user("Guten Tag, eine Frage."), said(model.text([user("Guten Tag, eine Frage.")]))]
    model.text([user("Guten Tag, eine Frage.")])
    for secret in ("Meine Bestellnummer ist VH-10001.", "Meine Bestellnummer ist VH-10002."):
        model.text([*start, user(secret)])
    first, second = (model.find(f"Meine Bestellnummer ist VH-1000{number}.") for number in (1, 2))
    report.fact("two callers without a name who began alike part where they differ", first != second, first)


def cut(company, report):
    model = Model(company, company.token_of_chat)
    question = QUESTION + " Drei"
    body = json.dumps({"model": "model", "stream": True, "messages": [user(question)],
                       "metadata": {"session_id": "cut"}})
    parts = urllib.parse.urlsplit(company.gateway.base)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    connection.request("POST", "/v1/chat/completions", body, {
        "Authorization": f"Bearer {company.token_of_chat}", "Content-Type": "application/json"})
    beginning = connection.getresponse().read(60)
    connection.close()
    pieces, _ = model.pieces([user(question)], "cut")
    report.fact("a stream that was cut is had again, as one turn", beginning.startswith(b"data: ")
                and ANSWER in "".join(pieces) and model.customers(model.find(question)) == [question], pieces)


def people(company, report):
    model = Model(company, company.token_of_chat)
    wish = "Ich möchte mit einem Menschen sprechen."
    offered = model.ask([user(wish)], "put-through", tools=TRANSFER)
    choice = offered.choices[0]
    call = choice.message.tool_calls[0] if choice.message.tool_calls else None
    report.fact("a wish for a person is a transfer where the client offers it",
                call is not None and call.function.name == "transferCall" and choice.finish_reason == "tool_calls"
                and json.loads(call.function.arguments) == {"destination": "+49721555000"}, offered)
    told = [user(wish), choice.message.model_dump(exclude_none=True),
            {"role": "tool", "tool_call_id": call.id, "content": "ok"}]
    report.fact("the function's result is taken", model.text(told, "put-through") == "")
    question = QUESTION + " Vier"
    first = model.text([user(question)], "spoken")
    history = [user(question), said(first), user(wish)]
    second = model.text(history, "spoken")
    conversation = model.find(question)
    case = company.until(lambda: company.case_of(conversation), "the case")
    company.call("POST", f"/api/v1/cases/{case['id']}/claim", token=company.jana)
    company.call("POST", f"/api/v1/cases/{case['id']}/messages", {"id": "m1", "text": "Hier ist Jana, guten Tag."},
                 token=company.jana)
    pieces, _ = model.pieces([*history, said(second), user("Hallo?")], "spoken")
    report.fact("what an operator writes is told, and the agent is silent",
                "Hier ist Jana, guten Tag." in "".join(pieces) and ANSWER not in "".join(pieces), pieces)


SCENARIOS = {"model-answers": answers, "model-fields": fields, "model-apart": apart, "model-cut": cut,
                   "model-people": people}
