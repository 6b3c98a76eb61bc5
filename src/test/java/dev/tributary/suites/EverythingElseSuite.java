package dev.tributary.suites;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All that is not in {@link OnTheirWaySuite}. */
@Suite
@SelectPackages("dev.tributary")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns({OnTheirWaySuite.MODULES, OnTheirWaySuite.ON_THE_SAME_SERVERS})
class EverythingElseSuite {}
