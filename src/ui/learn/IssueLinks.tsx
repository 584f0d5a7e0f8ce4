// Issues of Apache RocketMQ in which something was reported.

export const IssueLinks = ({ issues }: { issues: readonly number[] }) =>
  issues.map((issue) => (
    <a
      key={issue}
      className="link"
      href={`https://github.com/apache/rocketmq/issues/${issue}`}
      target="_blank"
      rel="noopener noreferrer"
    >
      {`apache/rocketmq#${issue} `}
    </a>
  ))
