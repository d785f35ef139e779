-- Posts chat messages for wrk: every one with an id of its own, from many senders, asking the demo's questions.
-- Arguments after `--`: result file, questions file, token, sender prefix, senders, turn or random, pause in ms, run tag.

local senders, prefix, random, pause, tag, questions
local headers = { ["Content-Type"] = "application/json" }
local count = 0
local threads = {}

function setup(thread)
    table.insert(threads, thread)
end

function init(arguments)
    questions = dofile(arguments[2])
    if arguments[3] ~= "" then headers["Authorization"] = "Bearer " .. arguments[3] end
    prefix, senders, random = arguments[4], tonumber(arguments[5]), arguments[6] == "random"
    pause, tag = tonumber(arguments[7]), arguments[8]
    math.randomseed(tonumber(tag, 16) % 2147483647)
    -- A global, so that done, which runs in a state of its own, can ask the thread for it.
    result_file = arguments[1]
    if pause == 0 then delay = nil end
end

function request()
    count = count + 1
    local sender = random and math.random(senders) or (count % senders + 1)
    local body = string.format('{"sender":"%s%07d","id":"%s-%d","text":%s}', prefix, sender, tag, count,
        questions[count % #questions + 1])
    return wrk.format("POST", nil, headers, body)
end

function delay()
    return pause
end

function done(summary, latency, requests)
    local result = io.open(threads[1]:get("result_file"), "w")
    local errors = summary.errors
    result:write(string.format(
        '{"requests":%d,"duration_us":%d,"refused":%d,"broken":%d,"p50_us":%d,"p90_us":%d,"p99_us":%d,"max_us":%d}',
        summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max))
    result:close()
end
