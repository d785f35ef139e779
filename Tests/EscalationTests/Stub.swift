@testable import Escalation
import Testing
