#include "CPhoneNumber.h"

#include <phonenumbers/phonenumberutil.h>

#include <cstring>
#include <set>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

/// Copies what fits together with its zero byte; a longer text becomes empty rather than a wrong one.
template <size_t size>
void copy(const std::string &text, char (&target)[size]) {
    std::memset(target, 0, size);
    if (text.size() < size) std::memcpy(target, text.data(), text.size());
}

}  // namespace

// Exceptions must not cross into C; the library throws none of its own, its allocations may.
int switchboard_phone_number_parse(
    const char *text, int32_t length, const char *region, switchboard_phone_number *number) try {
    PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
    PhoneNumber parsed;
    const std::string input(text, static_cast<size_t>(length));
    if (util->Parse(input, region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) return 0;
    std::string formatted;
    util->Format(parsed, PhoneNumberUtil::E164, &formatted);
    copy(formatted, number->e164);
    if (number->e164[0] == 0) return 0;
    // Some numbers keep a prefix that the next reading would take away: +49 00 151, +52 1 1, Brazil's collect calls. What
    // is stored must read as itself.
    PhoneNumber again;
    std::string written;
    if (util->Parse(formatted, "ZZ", &again) != PhoneNumberUtil::NO_PARSING_ERROR) return 0;
    util->Format(again, PhoneNumberUtil::E164, &written);
    if (written != formatted) return 0;
    util->Format(parsed, PhoneNumberUtil::NATIONAL, &formatted);
    copy(formatted, number->national);
    util->Format(parsed, PhoneNumberUtil::INTERNATIONAL, &formatted);
    copy(formatted, number->international);
    util->GetRegionCodeForNumber(parsed, &formatted);
    copy(formatted == "ZZ" ? std::string() : formatted, number->region);
    copy(parsed.extension(), number->extension);
    number->country_code = parsed.country_code();
    number->type = static_cast<int32_t>(util->GetNumberType(parsed));
    number->is_possible = util->IsPossibleNumber(parsed);
    number->is_valid = util->IsValidNumber(parsed);
    return 1;
} catch (...) {
    return 0;
}

int switchboard_phone_number_knows_region(const char *region) try {
    // Made once, by whichever thread comes first.
    static const std::set<std::string> regions = [] {
        std::set<std::string> known;
        PhoneNumberUtil::GetInstance()->GetSupportedRegions(&known);
        return known;
    }();
    return regions.count(region) == 1;
} catch (...) {
    return 0;
}
