"""Calls that people lead and the agent listens to, each a scenario over a running gateway."""

import concurrent.futures
import json
import urllib.parse

from platform_side import WAIT_SECONDS_MAX
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

QUESTION = "Was kostet eine Inspektion?"
DANGER = "Der Akku meines E-Bikes raucht und brennt!"


class Stream:
    """A media server that forwards what its recogniser sends it."""

    def __init__(self, company, **query):
        self.base = urllib.parse.urlsplit(company.gateway.base)
        self.token = company.token_of_chat
        self.query = query
        self.socket = None

    def open(self, token=None):
        address = f"ws://{self.base.netloc}/channels/ear/listen?{urllib.parse.urlencode(self.query)}"
        self.socket = connect(address, additional_headers={"Authorization": f"Bearer {token or self.token}"},
                              compression=None, proxy=None, open_timeout=WAIT_SECONDS_MAX)
        return self

    def refusal(self, token=None):
        try:
            self.open(token)
            return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    def send(self, **frame):
        self.socket.send(json.dumps(frame))

    def deepgram(self, text, channel=0, is_final=True):
        self.send(type="Results", channel_index=[channel, 2], start=1.0, duration=1.5, is_final=is_final,
                  speech_final=is_final, channel={"alternatives": [{"transcript": text, "confidence": 0.98}]})

    def assembly(self, text, order, is_formatted):
        self.send(type="Turn", turn_order=order, turn_is_formatted=is_formatted, end_of_turn=True, transcript=text,
                  speaker_label="A")


def said(company, conversation):
    """What was said, in its order: who and what."""
    return [(item["author"]["kind"], item["text"]) for item in company.items(conversation)
            if item["kind"] == "message" and item["author"]["kind"] != "system" and item["text"]]


def detail_of(company, conversation):
    return company.call("GET", f"/api/v1/conversations/{conversation}")[1]


def remarks(company, conversation):
    """The codes of what was noted."""
    return [item["remark"]["code"] for item in company.items(conversation) if item.get("remark")]


def find(company, words):
    def found():
        for conversation in company.conversations():
            if any(item.get("text") == words for item in company.items(conversation["id"])):
                return conversation["id"]
        return None
    return company.until(found, f"the conversation about {words!r}")


def streams(company, report):
    before = company.count()
    stream = Stream(company, call="L0")
    refused = [stream.refusal("sk-wrong"), stream.refusal(company.admin), Stream(company).refusal()]
    report.fact("a stream without a token, of another scope or of no call is refused",
                refused == [401, 403, 400] and company.count() == before, refused)
    stream = Stream(company, call="L1", **{"from": "+4915112348001"}, operator="Rosa").open()
    stream.deepgram("Velohaus, Rosa am Apparat.", channel=1)
    stream.deepgram("Was ko", is_final=False)
    stream.deepgram(QUESTION + " Fünf")
    conversation = find(company, QUESTION + " Fünf")
    suggestion = company.until(
        lambda: [item for item in company.items(conversation) if item["kind"] == "suggestion"], "the suggestion")
    report.fact("the operator gets a suggested answer that says what it rests on",
                "Inspektion" in suggestion[0]["text"] and suggestion[0]["citations"], suggestion)
    status, answer = company.call("POST", f"/api/v1/conversations/{conversation}/messages", {"text": "Hallo?"})
    report.fact("what the caller cannot hear is refused", status == 409 and detail_of(company, conversation)["call"]
                == "listened", (status, answer))
    report.fact("both sides are in the log, and the agent says nothing",
                said(company, conversation) == [("operator", "Velohaus, Rosa am Apparat."),
                                                ("customer", QUESTION + " Fünf")], said(company, conversation))
    detail = company.call("GET", f"/api/v1/conversations/{conversation}")[1]
    report.fact("the caller is known by the number, and Rosa owns the conversation",
                detail["customer"]["address"] == "+4915112348001" and detail["owner"] == "operator"
                and detail["holder"]["name"] == "Rosa", detail)
    report.fact("no AI notice is claimed",
                "disclosed" not in [item["kind"] for item in company.items(conversation)])
    stream.socket.close()
    company.until(lambda: "listening_ended" in remarks(company, conversation), "the end")
    report.fact("then the call is over", detail_of(company, conversation)["call"] == "over")
    stream = Stream(company, call="L2", format_turns="true").open()
    stream.assembly("der akku meines e bikes raucht und brennt", 0, False)
    stream.assembly(DANGER, 0, True)
    conversation = find(company, DANGER)
    case = company.until(lambda: company.case_of(conversation), "the case")
    report.fact("danger opens a case, of words that count once",
                case["cause"] == "safety" and said(company, conversation) == [("customer", DANGER)],
                (case, said(company, conversation)))
    stream.socket.close()


def callbacks(company, report):
    platform = company.platform("ear")
    sid = "CA" + "e" * 32

    def form(event, number, **more):
        return {"TranscriptionEvent": f"transcription-{event}", "CallSid": sid, "TranscriptionSid": "GT1",
                "AccountSid": "AC" + "0" * 32, "SequenceId": str(number), "Timestamp": "2026-11-23T10:00:00Z", **more}

    def words(text, number, track="inbound_track"):
        return form("content", number, Track=track, Final="true",
                    TranscriptionData=json.dumps({"transcript": text, "confidence": 0.9}))
    query = urllib.parse.urlencode({"from": "+4915112348002"})
    before = company.count()
    status, _ = platform.post("transcription", words("Hallo", 2), False, query)
    report.fact("a callback without signature is refused, nothing stored",
                status == 403 and company.count() == before, status)

    def post(fields):
        return platform.post("transcription", fields, query=query)[0]
    statuses = [post(form("started", 1)), post(words(QUESTION + " Sechs", 2))]
    # The platform does not wait for one answer before it sends the next: the early one is answered when it is stored.
    with concurrent.futures.ThreadPoolExecutor() as pool:
        early = pool.submit(post, words("Ich sehe nach.", 4, "outbound_track"))
        company.until(lambda: early.running(), "the early callback")
        statuses += [post(words("Für ein E-Bike.", 3)), post(words("Für ein E-Bike.", 3)), early.result()]
    conversation = find(company, QUESTION + " Sechs")
    company.until(lambda: len(said(company, conversation)) == 3, "all that was said")
    report.fact("callbacks are put in order, each once", statuses == [200] * 5 and said(company, conversation) == [
        ("customer", QUESTION + " Sechs"), ("customer", "Für ein E-Bike."), ("operator", "Ich sehe nach.")],
                (statuses, said(company, conversation)))
    platform.post("transcription", form("stopped", 5), query=query)
    company.until(lambda: "listening_ended" in remarks(company, conversation), "the end")
    report.fact("the end is noted", True)


SCENARIOS = {"listening-streams": streams, "listening-callbacks": callbacks}
