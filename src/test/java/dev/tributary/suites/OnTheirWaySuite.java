package dev.tributary.suites;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What messages go through on their way in and out, and tests of other modules that are on the same servers. */
@Suite
@SelectPackages("dev.tributary")
@IncludeClassNamePatterns({OnTheirWaySuite.MODULES, OnTheirWaySuite.ON_THE_SAME_SERVERS})
class OnTheirWaySuite {

    static final String MODULES = "dev\\.tributary\\.(delivery|ingest|media)\\..*Test";

    /** A server is started once less for each profile that is in one suite only. */
    static final String ON_THE_SAME_SERVERS =
            ".*\\.(EveryKindOfReply|Markup|BindingOverTheWire|SecretsLeakNowhere)Test";
}
