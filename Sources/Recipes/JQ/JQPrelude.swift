/// What every mapping has besides jq's own builtins.
enum JQPrelude {
    /// One line each, so that lines of a mapping are easy to tell from these.
    static let definitions: [String] = [
        // An id as text, whether it came as number or text; nothing for anything else and for the empty text.
        #"def id: if type == "string" then (if . == "" then null else . end) elif type == "number" then tostring else null end;"#,
        // Null stays null; `values |` in its place would make the whole object vanish with a field that is missing.
        #"def maybe(f): if . == null then null else f end;"#,
        // Drops members that are null, so that optional fields need no conditions.
        #"def compact: with_entries(select(.value != null));"#,
        // What is there as a list: nothing, the one value, or the values.
        #"def list: if . == null then [] elif type == "array" then . else [.] end;"#,
        // A text, or null for anything else and for the empty text.
        #"def filled: if type == "string" and . != "" then . else null end;"#,
        // Texts joined by blanks, without those that are missing.
        #"def words: map(select(type == "string" and . != "")) | if length == 0 then null else join(" ") end;"#,
        // Seconds as text or number to milliseconds.
        #"def seconds: if . == null then null else ((tonumber? // null) | if . == null then null else . * 1000 end) end;"#,
        // The three characters that stand for themselves nowhere in HTML, back from their entities.
        ##"def unescaped: gsub("&lt;"; "<") | gsub("&gt;"; ">") | gsub("&quot;"; "\"") | gsub("&#39;"; "'") | gsub("&amp;"; "&");"##,
        // JSON held in a text, or null when it is none.
        #"def embedded: if type == "string" then ((fromjson)? // null) elif . == null then null else . end;"#,
        // A whole number within bounds, for counts that come from outside.
        #"def bounded($low; $high): (tonumber? // $low) | if . != . then $low else floor | if . < $low then $low elif . > $high then $high else . end end;"#,
    ]
}
